package dev.fedmoe.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineResourcesTest {
    @TempDir
    private Path root = Path.of("");

    private MachineResources machine;

    @BeforeEach
    void machineOfOneGibibyte() throws IOException {
        write("proc/meminfo", "MemFree: 5 kB\nMemTotal:        1048576 kB\n");
        write("proc/self/status", "Name: java\nVmHWM:\t  204800 kB\n");
        machine = new MachineResources(root.resolve("proc"), root.resolve("cgroup"));
    }

    @Test
    void withoutGroupsTheMachineCounts() {
        assertThat(machine.memoryBytes()).isEqualTo(1L << 30);
        assertThat(machine.cpuMillis()).isEqualTo(Runtime.getRuntime().availableProcessors() * 1000L);
        assertThat(machine.peakMemoryBytes()).isEqualTo(200L << 20);
    }

    @Test
    void versionTwoLimitsOfAnyGroupAboveCount() throws IOException {
        write("proc/self/cgroup", "0::/pod/worker\n");
        write("cgroup/pod/cpu.max", "50000 100000\n");
        write("cgroup/pod/worker/cpu.max", "max 100000\n");
        write("cgroup/pod/worker/memory.max", "268435456\n");
        assertThat(machine.cpuMillis()).isEqualTo(500);
        assertThat(machine.memoryBytes()).isEqualTo(256L << 20);
    }

    @Test
    void versionOneLimitsCount() throws IOException {
        write("proc/self/cgroup", "4:memory:/pod\n3:cpu,cpuacct:/pod\n");
        write("cgroup/cpu/pod/cpu.cfs_quota_us", "20000\n");
        write("cgroup/cpu/pod/cpu.cfs_period_us", "100000\n");
        write("cgroup/memory/pod/memory.limit_in_bytes", "134217728\n");
        assertThat(machine.cpuMillis()).isEqualTo(200);
        assertThat(machine.memoryBytes()).isEqualTo(128L << 20);
    }

    @Test
    void unlimitedGroupsDoNotCount() throws IOException {
        write("proc/self/cgroup", "4:memory:/\n3:cpu,cpuacct:/\n");
        write("cgroup/cpu/cpu.cfs_quota_us", "-1\n");
        write("cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertThat(machine.memoryBytes()).isEqualTo(1L << 30);
        assertThat(machine.cpuMillis()).isGreaterThanOrEqualTo(1000);
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
