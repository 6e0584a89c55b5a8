package dev.fedmoe.local.process;

/** Told what becomes of the programs. Called on the supervisor's thread; must not block. */
public interface ProcessListener {
    /** It ended by itself with exit code 0. */
    void finished(String name);

    /** It died and will be started again. */
    void restarting(String name, String why);

    /** It died too often, or said by exit code 2 that a restart cannot help. The message ends with the log's last lines. */
    void gaveUp(String name, String why);
}
