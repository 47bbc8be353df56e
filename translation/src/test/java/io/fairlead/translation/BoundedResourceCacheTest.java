package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.StringValue;
import io.fairlead.translation.BoundedResourceCache.Statistics;
import org.junit.jupiter.api.Test;

class BoundedResourceCacheTest {

  private record Key(String text) {}

  private static final String THOUSAND_BYTES = "x".repeat(1000);

  @Test
  void buildsEqualInputsOnce() {
    BoundedResourceCache cache = new BoundedResourceCache(1 << 20);

    EncodedResource first = get(cache, "a");
    EncodedResource second = get(cache, "a");

    assertThat(second).isSameAs(first);
    assertThat(cache.statistics())
        .extracting(Statistics::hits, Statistics::misses)
        .containsExactly(1L, 1L);
  }

  @Test
  void dropsWhatWasAskedForLongestAgo() {
    BoundedResourceCache cache = new BoundedResourceCache(6_000);
    get(cache, "a");
    get(cache, "b");
    EncodedResource again = get(cache, "a");

    get(cache, "c");

    assertThat(get(cache, "a")).isSameAs(again);
    assertThat(cache.statistics())
        .extracting(Statistics::size, Statistics::evictions)
        .containsExactly(2, 1L);
  }

  @Test
  void weighsNoMoreThanItMay() {
    BoundedResourceCache cache = new BoundedResourceCache(10_000);

    for (int i = 0; i < 100; i++) {
      get(cache, "key " + i);
    }

    assertThat(cache.statistics().weight()).isLessThanOrEqualTo(10_000);
  }

  @Test
  void givesOutWhatIsTooHeavyToKeep() {
    BoundedResourceCache cache = new BoundedResourceCache(10);

    assertThat(get(cache, "a").name()).isEqualTo("a");
    assertThat(cache.statistics().size()).isZero();
  }

  @Test
  void refusesToHoldNothing() {
    assertThatThrownBy(() -> new BoundedResourceCache(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static EncodedResource get(ResourceCache cache, String key) {
    return cache.resource(
        new Key(key), () -> EncodedResource.of(key, StringValue.of(key + THOUSAND_BYTES)));
  }
}
