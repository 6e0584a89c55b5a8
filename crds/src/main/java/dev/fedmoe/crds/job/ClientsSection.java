package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How many clients, and how much of each. */
@ValidationRule(
        value = "!has(self.max) || self.min <= self.max",
        fieldPath = ".min",
        messageExpression = "'min (%d) must not exceed max (%d)'.format([self.min, self.max])")
public class ClientsSection {
    @JsonPropertyDescription("Clients the job needs before it starts.")
    @Min(1) @Max(100000) public int min = 1;

    @JsonPropertyDescription("Clients it takes at most. Absent: all that placement gives it.")
    @Min(1) @Max(100000) public @Nullable Integer max;

    @JsonPropertyDescription("Experts that one client may hold for this job.")
    public SlotsPerClient slotsPerClient = new SlotsPerClient();

    /** Bounds on the experts of one client. */
    public static class SlotsPerClient {
        @JsonPropertyDescription("Experts that one client holds at most. Absent: as many as fit.")
        @Min(1) @Max(1024) public @Nullable Integer max;
    }
}
