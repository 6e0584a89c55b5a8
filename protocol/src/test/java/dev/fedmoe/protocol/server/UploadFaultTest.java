package dev.fedmoe.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.transfer.ChunkFormat;
import dev.fedmoe.protocol.transfer.MemoryPart;
import dev.fedmoe.protocol.v1alpha1.PartVerdict;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.TensorLayout;
import dev.fedmoe.protocol.v1alpha1.UploadFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad tensors: each refused with its reason, counted once, nothing of it kept, and the next part of the stream accepted. */
class UploadFaultTest {
    private static final PartId EXPERT = PartId.expert(0);
    private static final PartId UNHARMED = PartId.GATE;

    private final LoopbackServer wired;
    private final MemoryPart content;
    private final RawUpload upload;

    UploadFaultTest(@TempDir Path folder) throws IOException {
        wired = new LoopbackServer(folder);
        content = MemoryPart.allocate(wired.manifest.part(EXPERT));
        content.written();
        upload = wired.upload();
    }

    @AfterEach
    void close() {
        wired.close();
    }

    @Test
    void nanIsRefused() throws Exception {
        refusesValue(Float.NaN, Refusal.REFUSAL_NOT_FINITE);
    }

    @Test
    void infinityIsRefused() throws Exception {
        refusesValue(Float.NEGATIVE_INFINITY, Refusal.REFUSAL_NOT_FINITE);
    }

    @Test
    void aHugeFiniteValueIsRefused() throws Exception {
        refusesValue(-1000.5f, Refusal.REFUSAL_OUT_OF_RANGE);
    }

    @Test
    void aWrongShapeIsRefused() throws Exception {
        refusesTensor(tensor(0).toBuilder().setShape(0, 31).build(), Refusal.REFUSAL_WRONG_SHAPE);
    }

    @Test
    void aWrongDtypeIsRefused() throws Exception {
        refusesTensor(tensor(0).toBuilder().setDtypeValue(64).build(), Refusal.REFUSAL_WRONG_DTYPE);
    }

    @Test
    void aDuplicateTensorIsRefused() throws Exception {
        refusesTensor(tensor(1), Refusal.REFUSAL_UNEXPECTED_TENSOR);
    }

    @Test
    void aMissingTensorIsRefused() throws Exception {
        upload.header().begin(upload.announce(EXPERT, content).removeTensors(3));

        refusesOnly(Refusal.REFUSAL_MISSING_TENSOR);
    }

    @Test
    void anExtraTensorIsRefused() throws Exception {
        var extra = tensor(0).toBuilder().setName("expert.0.extra");
        upload.header().begin(upload.announce(EXPERT, content).addTensors(extra));

        refusesOnly(Refusal.REFUSAL_UNEXPECTED_TENSOR);
    }

    @Test
    void tensorsInAnotherOrderAreRefused() throws Exception {
        upload.header()
                .begin(upload.announce(EXPERT, content).setTensors(0, tensor(1)).setTensors(1, tensor(0)));

        refusesOnly(Refusal.REFUSAL_UNEXPECTED_TENSOR);
    }

    @Test
    void anUnknownExpertIsRefused() throws Exception {
        var unknown = PartVersion.newBuilder().setPart("expert/2");
        upload.header().begin(upload.announce(EXPERT, content).setBase(unknown));

        refusesOnly(Refusal.REFUSAL_UNKNOWN_PART);
    }

    @Test
    void anAnnouncedSizeOtherThanTheManifestsIsRefused() throws Exception {
        upload.header().begin(upload.announce(EXPERT, content).setSizeBytes(1L << 60));

        refusesOnly(Refusal.REFUSAL_WRONG_SIZE);
    }

    @Test
    void aChunkBeyondTheEndIsRefused() throws Exception {
        begun().chunk(0, ByteBuffer.allocateDirect((int) content.sizeBytes() + 4));

        refusesOnly(Refusal.REFUSAL_WRONG_SIZE);
    }

    @Test
    void reorderedChunksAreRefused() throws Exception {
        begun().chunk(4096, slice(4096, 4096));

        refusesOnly(Refusal.REFUSAL_BAD_CHUNK);
    }

    @Test
    void aChunkCutWithinAFloatIsRefused() throws Exception {
        begun().chunk(0, slice(0, 4095));

        refusesOnly(Refusal.REFUSAL_BAD_CHUNK);
    }

    @Test
    void aChunkWithBytesMissingIsRefused() throws Exception {
        begun().chunk(0, ChunkFormat.crc32c(slice(0, 4096)), slice(0, 4092));

        refusesOnly(Refusal.REFUSAL_WRONG_DIGEST);
    }

    @Test
    void anEmptyChunkIsRefused() throws Exception {
        begun().chunk(0, slice(0, 0));

        refusesOnly(Refusal.REFUSAL_BAD_CHUNK);
    }

    @Test
    void aChunkAboveTheLimitIsRefused() throws Exception {
        begun().chunk(0, ByteBuffer.allocateDirect(ChunkFormat.MAX_BYTES + 4));

        refusesOnly(Refusal.REFUSAL_BAD_CHUNK);
    }

    @Test
    void aWrongChunkDigestIsRefused() throws Exception {
        begun().chunk(0, 42, slice(0, 4096));

        refusesOnly(Refusal.REFUSAL_WRONG_DIGEST);
    }

    @Test
    void aWrongPartDigestIsRefused() throws Exception {
        upload.header().begin(upload.announce(EXPERT, content).setCrc32C(42));
        assertThat(upload.reply().hasReady()).isTrue();
        upload.chunk(0, content.bytes());

        refusesOnly(Refusal.REFUSAL_WRONG_DIGEST);
    }

    @Test
    void theSamePartTwiceOnAStreamIsRefused() throws Exception {
        upload.header().submit(EXPERT, content);
        upload.begin(upload.announce(EXPERT, content));

        refusesOnly(Refusal.REFUSAL_DUPLICATE);
    }

    @Test
    void chunksUnderWayWhenTheirPartIsRefusedAreDropped() throws Exception {
        begun().chunk(0, 42, slice(0, 4096)).chunk(4096, slice(4096, 4096));

        refusesOnly(Refusal.REFUSAL_WRONG_DIGEST);
    }

    @Test
    void aPartCutShortByTheNextIsRefusedAndResumesLater() throws Exception {
        begun().chunk(0, slice(0, 4096)).begin(upload.announce(EXPERT, content));

        assertThat(upload.partRefusal()).isEqualTo(Refusal.REFUSAL_WRONG_SIZE);
        assertThat(upload.reply().getReady().getOffset()).isEqualTo(4096);
    }

    private RawUpload begun() throws Exception {
        upload.header().begin(upload.announce(EXPERT, content));
        assertThat(upload.reply().getReady().getOffset()).isZero();
        return upload;
    }

    private TensorLayout tensor(int index) {
        return upload.announce(EXPERT, content).getTensors(index);
    }

    private ByteBuffer slice(int offset, int length) {
        return content.bytes().slice(offset, length);
    }

    private void refusesTensor(TensorLayout first, Refusal refusal) throws Exception {
        upload.header().begin(upload.announce(EXPERT, content).setTensors(0, first));

        refusesOnly(refusal);
    }

    private void refusesValue(float value, Refusal refusal) throws Exception {
        content.bytes().putFloat(5000, value);
        content.written();
        begun().chunk(0, slice(0, 4096)).chunk(4096, slice(4096, (int) content.sizeBytes() - 4096));

        refusesOnly(refusal);
    }

    private void refusesOnly(Refusal refusal) throws Exception {
        assertThat(upload.partRefusal()).isEqualTo(refusal);
        assertThat(wired.stored(EXPERT)).isZero();

        var gate = MemoryPart.allocate(wired.manifest.part(UNHARMED));
        gate.written();
        assertThat(upload.submit(UNHARMED, gate).getVerdict())
                .isEqualTo(PartVerdict.newBuilder().setPart("gate").build());
        assertThat(wired.coordinator.refusals())
                .extracting(RefusedRequest::refusal)
                .containsExactly(refusal);
        assertThat(wired.coordinator.refusals().get(0).message()).isNotBlank();
        upload.send(UploadFrame.newBuilder()).streamRefusal();
    }
}
