package io.omni.api.edge;

import io.omni.api.settings.Networks;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a request really comes from. {@code X-Forwarded-For} is believed only as far as trusted proxies have written it: from the right
 * on, up to the first address that is none of theirs. Anybody can write what stands left of that.
 */
public final class ClientAddress {
    private static final String ATTRIBUTE = ClientAddress.class.getName();
    private static final int MOST_HOPS = 20;

    private ClientAddress() {}

    /** The address of a request's sender, as text. */
    public static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String address ? address : request.getRemoteAddr();
    }

    static void find(HttpServletRequest request, Networks trusted) {
        String address = request.getRemoteAddr();
        if (trusted.contain(address)) {
            List<String> hops = hops(request);
            for (int i = hops.size() - 1; i >= 0 && trusted.contain(address); i--) {
                if (!Networks.isAddress(hops.get(i))) {
                    break;
                }
                address = hops.get(i);
            }
        }
        request.setAttribute(ATTRIBUTE, address);
    }

    private static List<String> hops(HttpServletRequest request) {
        List<String> hops = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
            for (String hop : header.split(",")) {
                hops.add(hop.strip());
            }
        }
        return hops.subList(Math.max(0, hops.size() - MOST_HOPS), hops.size());
    }
}
