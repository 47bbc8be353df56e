package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WorkTest {

  @Test
  void readsWhatChangedBeforeASweep() {
    Work work = new Work();
    work.addSweep(List.of("a", "b", "c"));
    work.addUrgent(List.of("c"));
    assertThat(work.takeBatch()).containsExactly("c");
    assertThat(work.takeBatch()).containsExactly("a", "b");
    assertThat(work.isDone()).isTrue();
  }

  @Test
  void aSweepEndsHoweverMuchChanges() {
    Work work = new Work();
    work.addSweep(IntStream.range(0, 1000).mapToObj(String::valueOf).toList());
    int batches = 0;
    while (work.isSweeping()) {
      work.addUrgent(List.of("changed"));
      assertThat(work.takeBatch()).startsWith("changed");
      batches++;
    }
    assertThat(batches).isLessThan(35);
  }

  @Test
  void boundsABatch() {
    Work work = new Work();
    work.addSweep(IntStream.range(0, 1000).mapToObj(String::valueOf).toList());
    assertThat(work.takeBatch()).hasSize(64);
    assertThat(work.isSweeping()).isTrue();
  }

  @Test
  void forgetsServicesThatAreGone() {
    Work work = new Work();
    work.addUrgent(List.of("a", "b"));
    work.retain(List.of("b"));
    assertThat(work.takeBatch()).containsExactly("b");
  }
}
