package dev.fedmoe.core.federation;

import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.job.state.JobPhase;

/**
 * How the job stands, for people.
 *
 * @param message empty when all goes as it should
 * @param modelPath relative to the volume; empty before the model is exported
 * @param plan of the open round, else of the newest committed one
 * @param planRound that the plan is of
 */
public record JobStatus(JobPhase phase, String message, String modelPath, AlignmentPlan plan, int planRound) {
    public JobStatus saying(JobPhase newPhase, String newMessage) {
        return new JobStatus(newPhase, newMessage, modelPath, plan, planRound);
    }

    public JobStatus saying(String newMessage) {
        return saying(phase, newMessage);
    }

    public JobStatus training(AlignmentPlan newPlan, int round) {
        return new JobStatus(JobPhase.TRAINING, "", modelPath, newPlan, round);
    }

    public JobStatus complete(String newMessage, String path) {
        return new JobStatus(JobPhase.COMPLETE, newMessage, path, plan, planRound);
    }
}
