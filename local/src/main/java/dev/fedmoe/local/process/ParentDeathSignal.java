package dev.fedmoe.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Words in front of a command that tie the child to this process (it is killed when this process is, even by SIGKILL)
 * and keep a terminal's Ctrl-C from it (this process stops its children in order). Both programs come with util-linux
 * and replace themselves by the command, so the process id stays.
 */
final class ParentDeathSignal {
    private static final List<String> PREFIX = find();

    private ParentDeathSignal() {}

    static List<String> prefix() {
        return PREFIX;
    }

    private static List<String> find() {
        var words = new ArrayList<String>();
        Path setsid = Path.of("/usr/bin/setsid");
        Path setpriv = Path.of("/usr/bin/setpriv");
        if (Files.isExecutable(setsid)) {
            words.add(setsid.toString());
        }
        if (Files.isExecutable(setpriv)) {
            words.addAll(List.of(setpriv.toString(), "--pdeathsig", "KILL", "--"));
        }
        return List.copyOf(words);
    }
}
