package dev.fedmoe.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fedmoe.testing.RealParts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealParts
class HttpProbeTest {
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var token = exchange.getRequestHeaders().getFirst("Authorization");
            boolean known = "Bearer secret".equals(token);
            exchange.sendResponseHeaders(known ? 200 : 403, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aQuestionAnsweredIsFine() {
        assertThat(check("secret").ask()).isEmpty();
    }

    @Test
    void whatIsRefusedIsSaid() {
        assertThat(check("").ask()).isEqualTo("HTTP 403");
    }

    @Test
    void nobodyThereIsSaidToo() {
        var check = check("secret");
        server.stop(0);

        assertThat(check.ask()).contains("ConnectException");
    }

    @Test
    void eachNamespaceServedIsAskedForEachKind() {
        assertThat(ApiPaths.of("https://api:443", List.of("a", "b"), List.of("plant", "office")))
                .extracting(URI::toString)
                .containsExactly(
                        "https://api:443/apis/fedmoe.dev/v1alpha1/namespaces/plant/a?limit=1",
                        "https://api:443/apis/fedmoe.dev/v1alpha1/namespaces/plant/b?limit=1",
                        "https://api:443/apis/fedmoe.dev/v1alpha1/namespaces/office/a?limit=1",
                        "https://api:443/apis/fedmoe.dev/v1alpha1/namespaces/office/b?limit=1");
        assertThat(ApiPaths.of("https://api:443", List.of("a"), List.of()))
                .containsExactly(URI.create("https://api:443/apis/fedmoe.dev/v1alpha1/a?limit=1"));
    }

    private HttpProbe check(String token) {
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/q/health/ready");
        return new HttpProbe(url, token, (SSLSocketFactory) SSLSocketFactory.getDefault(), "");
    }
}
