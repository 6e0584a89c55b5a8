package dev.fedmoe.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fedmoe.core.placement.StickyPlacer;
import dev.fedmoe.local.plan.JobPreparation;
import dev.fedmoe.local.plan.RunOptions;
import dev.fedmoe.local.report.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the quickstart's report compares with was recorded from the quickstart as it is. After a change: --policy Random, and keep its record.json. */
class RecordedQuickstartTest {
    private static final Path QUICKSTART = Path.of("../examples/01-quickstart");

    @Test
    void theRecordedRunIsOfTheQuickstartAsItIs() throws Exception {
        var overrides =
                new RunOptions.Overrides(OptionalInt.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());
        var now = new JobPreparation(new StickyPlacer()).gather(List.of(QUICKSTART), overrides);
        var job = now.translated().spec();

        var recorded = new ObjectMapper()
                .readValue(QUICKSTART.resolve("recorded/Random.json").toFile(), RunRecord.class);

        assertThat(recorded.setting().policy()).isEqualTo("Random");
        assertThat(recorded.setting().circumstances()).isEqualTo(now.circumstances());
        assertThat(recorded.setting().data())
                .isEqualTo("Fashion-MNIST, 60,000 images over 8 clients (Dirichlet 0.3, seed 7)");
        assertThat(recorded.rows()).hasSize(job.training().rounds());
        assertThat(recorded.outcome()).isEqualTo("Complete");
    }
}
