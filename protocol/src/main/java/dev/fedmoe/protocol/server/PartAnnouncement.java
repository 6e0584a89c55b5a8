package dev.fedmoe.protocol.server;

import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.model.TensorSpec;
import dev.fedmoe.protocol.ManifestCodec;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.v1alpha1.PartBegin;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.TensorLayout;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds what a peer announces against the manifest. Nothing is allocated before this has passed. */
final class PartAnnouncement {
    private final ModelManifest manifest;

    PartAnnouncement(ModelManifest manifest) {
        this.manifest = manifest;
    }

    Verdict<PartSpec> part(PartVersion version) {
        Optional<PartId> id = PartVersions.id(version);
        Optional<PartSpec> spec = id.flatMap(manifest::find);
        if (spec.isPresent()) {
            return Verdict.granted(spec.get());
        }
        return Verdict.denied(
                Refusal.REFUSAL_UNKNOWN_PART,
                "part '" + shorten(version.getPart())
                        + "' is not in the manifest: it has shared, gate and expert/0 to expert/"
                        + (manifest.experts() - 1));
    }

    Verdict<PartSpec> begin(PartBegin begin) {
        return part(begin.getBase()).fold(spec -> tensors(spec, begin), Verdict.Denied::new);
    }

    private static Verdict<PartSpec> tensors(PartSpec spec, PartBegin begin) {
        var announced = begin.getTensorsList();
        var names = new HashSet<String>();
        var known = spec.tensors().stream().map(TensorSpec::name).collect(Collectors.toSet());
        for (TensorLayout tensor : announced) {
            if (!known.contains(tensor.getName())) {
                return unexpected(spec, tensor, "is not in the manifest");
            }
            if (!names.add(tensor.getName())) {
                return unexpected(spec, tensor, "is announced twice");
            }
        }
        for (TensorSpec tensor : spec.tensors()) {
            if (!names.contains(tensor.name())) {
                return Verdict.denied(
                        Refusal.REFUSAL_MISSING_TENSOR, "tensor " + tensor.name() + " of " + spec.id() + " is missing");
            }
        }
        return layouts(spec, announced, begin.getSizeBytes());
    }

    private static Verdict<PartSpec> layouts(PartSpec spec, List<TensorLayout> announced, long sizeBytes) {
        for (int i = 0; i < announced.size(); i++) {
            TensorSpec tensor = spec.tensors().get(i);
            TensorLayout layout = announced.get(i);
            if (!layout.getName().equals(tensor.name())) {
                return unexpected(spec, layout, "comes where " + tensor.name() + " belongs");
            }
            if (layout.getDtype() != ManifestCodec.encode(tensor.dtype())) {
                return Verdict.denied(
                        Refusal.REFUSAL_WRONG_DTYPE,
                        "tensor " + tensor.name() + " is announced as " + layout.getDtype() + ", the manifest has "
                                + tensor.dtype());
            }
            if (!layout.getShapeList().equals(tensor.shape())) {
                return Verdict.denied(
                        Refusal.REFUSAL_WRONG_SHAPE,
                        "tensor " + tensor.name() + " is announced with shape "
                                + shorten(layout.getShapeList().toString()) + ", the manifest has " + tensor.shape());
            }
        }
        if (sizeBytes != spec.sizeBytes()) {
            return Verdict.denied(
                    Refusal.REFUSAL_WRONG_SIZE,
                    spec.id() + " is announced with " + sizeBytes + " bytes, the manifest has " + spec.sizeBytes());
        }
        return Verdict.granted(spec);
    }

    private static Verdict<PartSpec> unexpected(PartSpec spec, TensorLayout tensor, String why) {
        return Verdict.denied(
                Refusal.REFUSAL_UNEXPECTED_TENSOR,
                "tensor '" + shorten(tensor.getName()) + "' of " + spec.id() + " " + why);
    }

    /** A peer's text, short enough for a message or a trailer. */
    static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
