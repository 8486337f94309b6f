package io.omni.api.edge;

import io.omni.api.settings.OmniSettings;
import io.omni.api.storage.DataFolder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the edge before everything else. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration implements WebMvcConfigurer {
    // After the metrics' filter, so that refused requests are counted too; before any other.
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;
    private static final int TOKEN_BYTES = 32;

    @Bean
    CallerAuthenticator operatorToken(OmniSettings settings, DataFolder folder) {
        String given = settings.operatorToken();
        return new OperatorToken(given != null ? given : folder.privateText("token", EdgeConfiguration::randomToken));
    }

    @Bean
    FilterRegistrationBean<EdgeFilter> edgeFilter(
            ObjectProvider<CallerAuthenticator> authenticators,
            ObjectProvider<PublicPath> publicPaths,
            OmniSettings settings) {
        EdgeFilter filter = new EdgeFilter(
                authenticators.orderedStream().toList(),
                new PublicPaths(publicPaths.orderedStream().toList()),
                settings.edge().trustedNetworks(),
                new TrustedCallers(
                        settings.edge().trustedNetworks(), settings.edge().corsOrigins()));
        FilterRegistrationBean<EdgeFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(ORDER);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setAsyncSupported(true);
        return registration;
    }

    /** Before everything else, because a browser asks without a token whether it may ask. */
    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(OmniSettings settings) {
        List<String> origins = settings.edge().corsOrigins();
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(Origins.filter(origins));
        registration.setEnabled(!origins.isEmpty());
        registration.setOrder(ORDER - 1);
        return registration;
    }

    @Bean(destroyMethod = "close")
    Housekeeper housekeeper(ObjectProvider<Housekeeping> chores) {
        return new Housekeeper(chores);
    }

    /** Before the edge itself, which then finds who has signed. */
    @Bean
    FilterRegistrationBean<SignedHooks> signedHooks(HookSettings settings) {
        FilterRegistrationBean<SignedHooks> registration = new FilterRegistrationBean<>(new SignedHooks(settings));
        registration.setOrder(ORDER - 1);
        registration.addUrlPatterns("/api/v1/hooks/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverErrorPages() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ServerErrorPage.class.getName());
            }
        });
    }

    /** The page that shows the API's description to people. */
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/docs").setViewName("forward:/docs.html");
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AccessGuard()).order(Ordered.HIGHEST_PRECEDENCE);
        registry.addInterceptor(new AcceptGuard()).order(Ordered.HIGHEST_PRECEDENCE + 1);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new RequestArgument<>(Caller.class, Caller::of));
        resolvers.add(new RequestArgument<>(IfMatch.class, EdgeConfiguration::ifMatch));
    }

    private static String randomToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "omni_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static IfMatch ifMatch(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders("If-Match"));
        return IfMatch.read(values.isEmpty() ? null : String.join(",", values));
    }
}
