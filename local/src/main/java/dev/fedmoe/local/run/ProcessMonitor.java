package dev.fedmoe.local.run;

import dev.fedmoe.local.fleet.ProcessCommands;
import dev.fedmoe.local.process.ProcessListener;
import dev.fedmoe.local.terminal.TerminalOutput;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the user of processes that died, and the run when too few are left to go on. */
final class ProcessMonitor implements ProcessListener {
    private final TerminalOutput terminal;
    private final Set<String> workers;
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private volatile Optional<String> fatal = Optional.empty();

    /** @param workers names of the training processes: without any of them nothing trains */
    ProcessMonitor(TerminalOutput terminal, Set<String> workers) {
        this.terminal = terminal;
        this.workers = Set.copyOf(workers);
    }

    @Override
    public void finished(String name) {
        gone.add(name);
    }

    @Override
    public void restarting(String name, String why) {
        terminal.line("  " + name + " " + why);
    }

    @Override
    public void gaveUp(String name, String why) {
        gone.add(name);
        if (name.equals(ProcessCommands.COORDINATOR) || gone.containsAll(workers)) {
            fatal = Optional.of(why);
        } else {
            terminal.line("  " + why + "\n  The others go on without it.");
        }
    }

    /** Why the run cannot go on. */
    Optional<String> fatal() {
        return fatal;
    }
}
