package dev.fedmoe.local.fleet;

import dev.fedmoe.local.identity.JobIdentity;
import java.nio.file.Path;

/**
 * Where the processes find what they share.
 *
 * @param settings the job as the coordinator reads it
 * @param portFile the coordinator writes its port here
 * @param libraries cache of native libraries, shared by all workers of all runs
 * @param logs folder of the log files
 * @param logLevel as slf4j-simple names it
 */
public record SharedPaths(
        JobIdentity identity, Path settings, Path volume, Path portFile, Path libraries, Path logs, String logLevel) {}
