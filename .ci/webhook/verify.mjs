// Registers a webhook at a running server, has it send a test, and verifies what arrives. Usage: node verify.mjs <url> <token>
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const [server, token] = process.argv.slice(2);
const giveUp = setTimeout(() => fail("no delivery within 60 s"), 60_000);

function fail(why) {
  console.error(why);
  process.exit(1);
}

async function call(method, path, body) {
  const answer = await fetch(server + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) fail(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

let webhook;
const sink = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", async () => {
    const body = Buffer.concat(parts).toString();
    let verified;
    try {
      verified = new Webhook(webhook.secret).verify(body, request.headers);
    } catch (e) {
      fail(`the delivery does not verify: ${e.message}`);
    }
    let tampered = true;
    try {
      new Webhook(webhook.secret).verify(body.replace("webhook.test", "webhook.lies"), request.headers);
    } catch {
      tampered = false;
    }
    if (tampered || verified.type !== "webhook.test") fail("a changed body verifies, or it is no test");
    response.writeHead(204).end();
    await call("DELETE", `/api/v1/webhooks/${webhook.webhook_id}`);
    console.log(`verified ${request.headers["webhook-id"]}`);
    clearTimeout(giveUp);
    process.exit(0);
  });
});

sink.listen(0, "127.0.0.1", async () => {
  webhook = await call("POST", "/api/v1/webhooks", {
    url: `http://127.0.0.1:${sink.address().port}/`,
    events: ["pipeline.completed"],
  });
  await call("POST", `/api/v1/webhooks/${webhook.webhook_id}/test`);
});
