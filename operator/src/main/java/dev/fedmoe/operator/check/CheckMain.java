package dev.fedmoe.operator.check;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Checks that the operator is ready and that the API server answers for its kinds, with the rights of this pod's service account.
 * Arguments: the operator's URL, how many seconds to try, and the namespaces it serves (none: all).
 */
public final class CheckMain {
    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final List<String> KINDS = List.of("edgeclientpools", "edgeclients", "federatedmoejobs");

    private CheckMain() {}

    public static void main(String... args) throws IOException, GeneralSecurityException, InterruptedException {
        long deadline =
                System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[1])).toNanos();
        for (var check : checks(args[0], List.of(args).subList(2, args.length))) {
            var answer = check.ask();
            while (!answer.isEmpty() && System.nanoTime() < deadline) {
                TimeUnit.SECONDS.sleep(1);
                answer = check.ask();
            }
            if (!answer.isEmpty()) {
                System.err.println(check.url() + ": " + answer + " after " + args[1] + " s. " + check.advice());
                System.exit(1);
            }
            System.out.println(check.url() + ": fine");
        }
    }

    private static List<HttpProbe> checks(String operator, List<String> namespaces)
            throws IOException, GeneralSecurityException {
        var trust = PemTrust.of(ACCOUNT.resolve("ca.crt"));
        var token = Files.readString(ACCOUNT.resolve("token"));
        var checks = new ArrayList<HttpProbe>();
        checks.add(new HttpProbe(
                URI.create(operator + "/q/health/ready"),
                "",
                trust,
                "Maybe kubectl describe its pod, and read its log"));
        for (var url : ApiPaths.of(apiServer(), KINDS, namespaces)) {
            checks.add(new HttpProbe(url, token, trust, "Maybe the CRDs or the operator's rights are missing"));
        }
        return checks;
    }

    private static String apiServer() {
        var host = System.getenv("KUBERNETES_SERVICE_HOST");
        return "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + System.getenv("KUBERNETES_SERVICE_PORT");
    }
}
