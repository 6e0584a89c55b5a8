package dev.fedmoe.controlplane.job;

import dev.fedmoe.crds.job.FederatedMoEJobSpec;
import dev.fedmoe.crds.job.ModelArchitecture;
import java.util.ArrayList;
import java.util.List;

/** What the API allows to be written but this version cannot do. */
final class UnsupportedFields {
    private UnsupportedFields() {}

    static List<String> in(FederatedMoEJobSpec spec) {
        var problems = new ArrayList<String>();
        if (spec.model.initialModel != null) {
            problems.add("spec.model.initialModel: " + spec.model.initialModel.path
                    + " cannot be loaded yet. Leave it out to start from random weights");
        }
        if (spec.model.architecture == ModelArchitecture.ConvMoe && tooSmall(JobSpecMapper.shape(spec.data))) {
            problems.add(
                    "spec.data.shape: " + JobSpecMapper.shape(spec.data)
                            + " is not [channels, height of at least 4, width of at least 4], which conv-moe reads. Maybe use mlp-moe");
        }
        return problems;
    }

    private static boolean tooSmall(List<Integer> shape) {
        return shape.size() != 3 || shape.get(1) < 4 || shape.get(2) < 4;
    }
}
