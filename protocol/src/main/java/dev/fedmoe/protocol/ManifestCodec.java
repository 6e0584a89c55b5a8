package dev.fedmoe.protocol;

import dev.fedmoe.core.model.DType;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.model.TensorSpec;
import dev.fedmoe.protocol.v1alpha1.PartLayout;
import dev.fedmoe.protocol.v1alpha1.TensorLayout;

/** The model's layout as core knows it, and as it travels. */
public final class ManifestCodec {
    private static final WireEnum<DType, dev.fedmoe.protocol.v1alpha1.DType> DTYPE =
            new WireEnum<>(DType.class, dev.fedmoe.protocol.v1alpha1.DType.class, "dtype");

    private ManifestCodec() {}

    public static dev.fedmoe.protocol.v1alpha1.Manifest encode(ModelManifest manifest) {
        var message = dev.fedmoe.protocol.v1alpha1.Manifest.newBuilder().setFingerprint(manifest.fingerprint());
        for (PartSpec part : manifest.parts()) {
            var layout = PartLayout.newBuilder().setPart(part.id().toString());
            part.tensors().forEach(tensor -> layout.addTensors(encode(tensor)));
            message.addParts(layout);
        }
        return message.build();
    }

    public static TensorLayout encode(TensorSpec tensor) {
        return TensorLayout.newBuilder()
                .setName(tensor.name())
                .setDtype(encode(tensor.dtype()))
                .addAllShape(tensor.shape())
                .build();
    }

    public static dev.fedmoe.protocol.v1alpha1.DType encode(DType dtype) {
        return DTYPE.encode(dtype);
    }

    /** Throws IllegalArgumentException naming what is wrong, also when the fingerprint is not that of the parts. */
    public static ModelManifest decode(dev.fedmoe.protocol.v1alpha1.Manifest message) {
        var parts = message.getPartsList().stream().map(ManifestCodec::decode).toList();
        var manifest = new ModelManifest(parts);
        if (!manifest.fingerprint().equals(message.getFingerprint())) {
            throw new IllegalArgumentException("the manifest's fingerprint is " + message.getFingerprint()
                    + ", its parts make " + manifest.fingerprint()
                    + ". Maybe coordinator and worker are of different versions.");
        }
        return manifest;
    }

    private static PartSpec decode(PartLayout layout) {
        PartId id = PartId.parse(layout.getPart())
                .orElseThrow(() -> new IllegalArgumentException(
                        "part '" + layout.getPart() + "' is none of shared, gate, expert/0, expert/1, ..."));
        return new PartSpec(
                id,
                layout.getTensorsList().stream()
                        .map(tensor -> new TensorSpec(
                                tensor.getName(), DTYPE.decode(tensor.getDtype()), tensor.getShapeList()))
                        .toList());
    }
}
