package dev.fedmoe.local.report;

/** One choice of a round's plan, with its reason. */
public record Assigned(String client, int expert, String reason) {}
