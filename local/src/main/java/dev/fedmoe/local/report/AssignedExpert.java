package dev.fedmoe.local.report;

/** One choice of a round's plan, with its reason. */
public record AssignedExpert(String client, int expert, String reason) {}
