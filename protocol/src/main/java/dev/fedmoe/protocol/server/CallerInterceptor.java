package dev.fedmoe.protocol.server;

import dev.fedmoe.protocol.ErrorCatalogue;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.identity.TokenClaims;
import dev.fedmoe.protocol.identity.TokenVerifier;
import dev.fedmoe.protocol.v1alpha1.ControlGrpc;
import dev.fedmoe.protocol.v1alpha1.FederationGrpc;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets a call pass only with a token that verifies, to a service its subject may use. */
final class CallerInterceptor implements ServerInterceptor {
    private static final Context.Key<AuthenticatedCaller> CALLER = Context.key("caller");
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String SCHEME = "Bearer ";

    private final TokenVerifier verifier;
    private final String controlSubject;
    private final String workerSubject;
    private final Consumer<RefusedRequest> refused;

    /** An empty {@code workerSubject} lets every subject call the federation service. */
    CallerInterceptor(
            TokenVerifier verifier, String controlSubject, String workerSubject, Consumer<RefusedRequest> refused) {
        this.verifier = verifier;
        this.controlSubject = controlSubject;
        this.workerSubject = workerSubject;
        this.refused = refused;
    }

    /** Who makes the call this thread works on. */
    static AuthenticatedCaller caller() {
        return Objects.requireNonNull(CALLER.get(), "only calls the interceptor let pass get here");
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Verdict<AuthenticatedCaller> verdict = authenticate(headers.get(AUTHORIZATION))
                .fold(caller -> authorize(caller, call.getMethodDescriptor().getServiceName()), Verdict.Denied::new);
        return verdict.fold(
                caller -> Contexts.interceptCall(Context.current().withValue(CALLER, caller), call, headers, next),
                why -> {
                    refused.accept(why);
                    call.close(ErrorCatalogue.status(why), ErrorCatalogue.trailers(why));
                    return new ServerCall.Listener<>() {};
                });
    }

    private Verdict<AuthenticatedCaller> authenticate(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            return Verdict.denied(
                    Refusal.REFUSAL_UNAUTHENTICATED, "the call carries no token. Maybe mount one and name its file.");
        }
        return verifier.verify(authorization.substring(SCHEME.length()))
                .fold(claims -> Verdict.granted(caller(claims)), Verdict.Denied::new);
    }

    private static AuthenticatedCaller caller(TokenClaims claims) {
        return new AuthenticatedCaller(claims.subject(), claims.node(), claims.podUid());
    }

    private Verdict<AuthenticatedCaller> authorize(AuthenticatedCaller caller, @Nullable String service) {
        boolean control =
                ControlGrpc.SERVICE_NAME.equals(service) && caller.subject().equals(controlSubject);
        boolean work = FederationGrpc.SERVICE_NAME.equals(service)
                && (workerSubject.isEmpty() || caller.subject().equals(workerSubject));
        if (control || work) {
            return Verdict.granted(caller);
        }
        return Verdict.denied(
                Refusal.REFUSAL_NOT_YOUR_CLIENT,
                "subject " + caller.subject() + " may not call " + service
                        + ". Maybe its pod runs as another service account.");
    }
}
