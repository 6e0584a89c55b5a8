package dev.fedmoe.local.terminal;

import java.io.PrintStream;

/**
 * Lines that stay, and at most one line below them that is redrawn where the output is a terminal. Safe for use by
 * several threads.
 */
public final class TerminalOutput {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean redraws;
    private final int width;
    private String current = "";

    /** @param width characters a line of a terminal; longer current lines are cut so that they can be redrawn */
    public TerminalOutput(PrintStream out, boolean redraws, int width) {
        this.out = out;
        this.redraws = redraws;
        this.width = width;
    }

    /** Standard output; the launching script says by FEDMOE_COLUMNS that it is a terminal, and how wide. */
    public static TerminalOutput standard() {
        String columns = System.getenv("FEDMOE_COLUMNS");
        boolean terminal = columns != null && columns.matches("[1-9]\\d{1,3}");
        return new TerminalOutput(System.out, terminal, terminal ? Integer.parseInt(columns) : 0);
    }

    public boolean redraws() {
        return redraws;
    }

    /** A line that stays, above the current one. */
    public synchronized void line(String text) {
        if (redraws && !current.isEmpty()) {
            out.print(CLEAR_LINE + text + "\n" + current);
        } else {
            out.println(text);
        }
        out.flush();
    }

    /** Replaces the current line; on anything but a terminal nothing is printed. */
    public synchronized void redraw(String text) {
        String fitting = text.length() < width ? text : text.substring(0, Math.max(0, width - 1));
        if (redraws && !fitting.equals(current)) {
            current = fitting;
            out.print(CLEAR_LINE + current);
            out.flush();
        }
    }

    /** The current line stays from now on. */
    public synchronized void settle() {
        if (!current.isEmpty()) {
            out.println();
            current = "";
            out.flush();
        }
    }
}
