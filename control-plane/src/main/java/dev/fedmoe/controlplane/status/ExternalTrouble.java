package dev.fedmoe.controlplane.status;

/**
 * Trouble seen outside the coordinator: at a pod, a claim, a node.
 *
 * @param condition type of the condition it makes False
 * @param reason one of {@link JobReasons}
 * @param message names the object, the numbers and the next step; no durations, they would tick
 */
public record ExternalTrouble(String condition, String reason, String message) {}
