package dev.fedmoe.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.testing.TestCoordinator;
import dev.fedmoe.protocol.transfer.MemoryPart;
import dev.fedmoe.protocol.v1alpha1.ExpertReport;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.RoundReport;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import dev.fedmoe.protocol.v1alpha1.UploadFrame;
import dev.fedmoe.testing.ConditionWait;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad reports, frames out of turn and slow peers: they end the stream with a reason that is counted once. */
class UploadOrderTest {
    private static final PartId EXPERT = PartId.expert(0);

    private final LoopbackServer wired;
    private final MemoryPart content;
    private final RawUpload upload;

    UploadOrderTest(@TempDir Path folder) throws IOException {
        wired = new LoopbackServer(folder);
        content = MemoryPart.allocate(wired.manifest.part(EXPERT));
        content.written();
        upload = wired.upload();
    }

    @AfterEach
    void close() {
        wired.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void claimedSamplesThatCannotBeAreRefused(long samples) throws Exception {
        refusesReport(RawUpload.report().setSamples(samples));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
    void claimedExpertSamplesThatCannotBeAreRefused(long samples) throws Exception {
        refusesReport(RawUpload.report().setExperts(0, ExpertReport.newBuilder().setSamples(samples)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.1})
    void lossesThatCannotBeAreRefused(double loss) throws Exception {
        refusesReport(RawUpload.report().setLossBefore(loss));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.1})
    void expertLossesThatCannotBeAreRefused(double loss) throws Exception {
        refusesReport(RawUpload.report().setExperts(0, ExpertReport.newBuilder().setLoss(loss)));
    }

    @Test
    void moreCorrectPredictionsThanSamplesAreRefused() throws Exception {
        refusesReport(RawUpload.report().setHoldoutCorrect(11).setHoldoutSamples(10));
    }

    @Test
    void aReportOnAnExpertBeyondTheLastIsRefused() throws Exception {
        refusesReport(RawUpload.report().addExperts(ExpertReport.newBuilder().setExpert(2)));
    }

    @Test
    void aPartBeforeTheHeaderIsRefused() throws Exception {
        upload.begin(upload.announce(EXPERT, content));

        refusesStream(Refusal.REFUSAL_OUT_OF_TURN);
    }

    @Test
    void aChunkBeforeItsPartIsRefused() throws Exception {
        upload.header().chunk(0, content.bytes());

        refusesStream(Refusal.REFUSAL_OUT_OF_TURN);
    }

    @Test
    void aSecondHeaderIsRefused() throws Exception {
        upload.header().header();

        refusesStream(Refusal.REFUSAL_OUT_OF_TURN);
    }

    @Test
    void aFrameWithoutContentIsRefused() throws Exception {
        upload.header().send(UploadFrame.newBuilder());

        refusesStream(Refusal.REFUSAL_OUT_OF_TURN);
    }

    @Test
    void anOversizeStreamIsCut() throws Exception {
        upload.header().submit(EXPERT, content);
        upload.chunk(content.sizeBytes(), ByteBuffer.allocateDirect(4096));

        refusesStream(Refusal.REFUSAL_OUT_OF_TURN);
    }

    @Test
    void aTruncatedStreamIsRefusedAndResumesAtTheLastVerifiedChunk() throws Exception {
        upload.header().begin(upload.announce(EXPERT, content)).reply();
        upload.chunk(0, content.bytes().slice(0, 4096)).halfClose();

        refusesStream(Refusal.REFUSAL_WRONG_SIZE);
        var again = wired.upload();
        assertThat(again.header()
                        .begin(again.announce(EXPERT, content))
                        .reply()
                        .getReady()
                        .getOffset())
                .isEqualTo(4096);
    }

    @Test
    void oneByteEveryTenSecondsIsCut() throws Exception {
        upload.header().begin(upload.announce(EXPERT, content)).reply();
        wired.timer.pass(Duration.ofSeconds(10));
        upload.chunk(0, content.bytes().slice(0, 4));
        wired.timer.pass(Duration.ofSeconds(10));
        upload.chunk(4, content.bytes().slice(4, 4));
        ConditionWait.until(() -> wired.stored(EXPERT) == 8);
        ConditionWait.until(() -> {
            wired.timer.pass(Duration.ofSeconds(10));
            return !wired.coordinator.refusals().isEmpty();
        });

        refusesStream(Refusal.REFUSAL_TOO_SLOW);
    }

    @Test
    void aReplayFromAnEarlierRoundIsRefused() throws Exception {
        wired.coordinator.openRound(2);
        upload.header();

        refusesStream(Refusal.REFUSAL_ROUND_NOT_OPEN);
    }

    @Test
    void anUpdateOfAnotherEpochIsRefused() throws Exception {
        upload.send(UploadFrame.newBuilder()
                .setHeader(UpdateHeader.newBuilder()
                        .setClient(LoopbackServer.CLIENT)
                        .setEpoch(TestCoordinator.EPOCH + 1)
                        .setRound(1)
                        .setReport(RawUpload.report())));

        refusesStream(Refusal.REFUSAL_WRONG_EPOCH);
    }

    private void refusesReport(RoundReport.Builder report) throws Exception {
        upload.header(report);

        refusesStream(Refusal.REFUSAL_BAD_REPORT);
    }

    private void refusesStream(Refusal refusal) throws Exception {
        assertThat(upload.streamRefusal()).isEqualTo(refusal);
        assertThat(wired.coordinator.refusals())
                .extracting(RefusedRequest::refusal)
                .containsExactly(refusal);
        assertThat(wired.coordinator.refusals().get(0).message()).isNotBlank();
    }
}
