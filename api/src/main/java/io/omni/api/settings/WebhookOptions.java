package io.omni.api.settings;

import io.omni.command.address.AddressSettings;
import io.omni.command.webhook.delivery.WebhookSettings;

/**
 * How webhooks are delivered, and to whom.
 *
 * @param delivery how deliveries are sent
 * @param addresses the hosts and networks that are allowed beside public ones ({@code OMNI_WEBHOOKS_ALLOWED_HOSTS}) and the ports
 *     ({@code OMNI_WEBHOOKS_ALLOWED_PORTS})
 */
public record WebhookOptions(WebhookSettings delivery, AddressSettings addresses) {}
