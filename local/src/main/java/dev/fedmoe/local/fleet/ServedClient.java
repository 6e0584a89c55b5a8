package dev.fedmoe.local.fleet;

import dev.fedmoe.core.job.state.ClientRole;
import java.nio.file.Path;

/**
 * One client and the worker that serves it.
 *
 * @param slots 0 for an evaluator
 * @param podUid stands for the pod its token is bound to
 */
public record ServedClient(
        String client, String node, int slots, ClientRole role, Path data, Path token, String podUid) {}
