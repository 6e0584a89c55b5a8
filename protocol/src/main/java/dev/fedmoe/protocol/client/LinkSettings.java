package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.transfer.TransferMethods;
import io.grpc.Channel;

/** What all links of a process share. */
record LinkSettings(Channel channel, TransferMethods methods, RetryLoop retry) {}
