package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.v1alpha1.PartVerdict;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.StatusException;
import java.util.List;

final class Uploading {
    Uploading(Channel channel, UpdateHeader header, List<CoordinatorLink.Submission> parts) {}

    List<PartVerdict> attempt(CallOptions options) throws StatusException {
        throw new UnsupportedOperationException();
    }
}
