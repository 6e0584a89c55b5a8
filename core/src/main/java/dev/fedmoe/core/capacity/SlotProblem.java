package dev.fedmoe.core.capacity;

/**
 * One client and one job: how many experts fit?
 *
 * @param left the client's profile after the reserve and everything else that runs there
 * @param cap most slots policy allows here (pool's cap, job's {@code clients.slotsPerClient.max}, what other jobs left of it);
 *     {@link SlotCalculator#UNCAPPED} for none
 * @param budget what the client must finish in a round
 */
public record SlotProblem(String client, CapacityProfile left, JobCost cost, int cap, RoundBudget budget) {}
