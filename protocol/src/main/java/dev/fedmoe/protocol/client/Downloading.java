package dev.fedmoe.protocol.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.StatusException;
import java.util.List;

final class Downloading {
    Downloading(Channel channel, String client, long epoch, List<CoordinatorLink.Fetch> parts) {}

    void attempt(CallOptions options) throws StatusException {
        throw new UnsupportedOperationException();
    }
}
