package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.transfer.TransferMethods;
import io.grpc.Channel;

/** What all links of a process share. */
record Wire(Channel channel, TransferMethods methods, Retry retry) {}
