package io.omni.api.stardust;

import io.omni.events.stardust.Commitment;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Makes a call that may change something durable in the ledger's inbox before the controller sees it. */
final class ApiLogInterceptor implements HandlerInterceptor {
    private static final String LOGGED = ApiLogInterceptor.class.getName();

    private final ApiLog log;
    private final ApiCallPackets packets;

    ApiLogInterceptor(ApiLog log, ApiCallPackets packets) {
        this.log = log;
        this.packets = packets;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        ApiCall call = ApiCall.of(request);
        if (call != null
                && call.body() != null
                && handler instanceof HandlerMethod
                && request.getDispatcherType() == DispatcherType.REQUEST) {
            log.requested(packets.request(call, request, Commitment.to(Salts.next(), call.body())));
            request.setAttribute(LOGGED, true);
        }
        return true;
    }

    static boolean hasLogged(HttpServletRequest request) {
        return request.getAttribute(LOGGED) != null;
    }
}
