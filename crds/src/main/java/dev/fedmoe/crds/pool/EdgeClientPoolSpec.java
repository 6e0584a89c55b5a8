package dev.fedmoe.crds.pool;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.fedmoe.crds.ResourceAmounts;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which nodes are clients, and what of them may be used. */
public class EdgeClientPoolSpec {
    @JsonPropertyDescription("Nodes that are clients of this pool.")
    @Required
    public LabelSelector nodeSelector = new LabelSelector();

    @JsonPropertyDescription(
            "Taints the workers put up with. A node with any other NoSchedule or NoExecute taint is left out.")
    @Size(max = 50) public List<Toleration> tolerations = new ArrayList<>();

    @JsonPropertyDescription("What is left on each node for its own work.")
    public ResourceAmounts reserve = firstReserve();

    @JsonPropertyDescription("Expert slots that one client offers at most, all jobs together. Absent: as many as fit.")
    @Min(1) @Max(1024) public @Nullable Integer maxSlotsPerClient;

    @JsonPropertyDescription("Where a node's private data is. Workers mount it read-only.")
    @Required
    public PoolVolume data = new PoolVolume();

    @JsonPropertyDescription("How clients are measured.")
    public ProfilingSection profiling = new ProfilingSection();

    private static ResourceAmounts firstReserve() {
        var reserve = new ResourceAmounts();
        reserve.cpu = new Quantity("100m");
        reserve.memory = new Quantity("256Mi");
        return reserve;
    }
}
