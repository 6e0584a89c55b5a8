/** The coordinator's side of the wire: gRPC services that translate, delegate to a port, translate. */
@NullMarked
package dev.fedmoe.protocol.server;

import org.jspecify.annotations.NullMarked;
