package io.fairlead.controlplane.source.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer must remember to tell changes from repetitions: names and revisions. Whole
 * objects would be kept a second time, with all that the mesh does not need of them.
 */
final class RevisionStore<T extends HasMetadata> implements ItemStore<T> {

  private final Map<String, String> revisions = new ConcurrentHashMap<>();
  private final Supplier<T> blank;

  /**
   * @param blank makes an object without a name
   */
  RevisionStore(Supplier<T> blank) {
    this.blank = blank;
  }

  @Override
  public String getKey(T object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  @Override
  public @Nullable T put(String key, T object) {
    String revision = object.getMetadata().getResourceVersion();
    return object(key, revisions.put(key, revision == null ? "" : revision));
  }

  @Override
  public @Nullable T remove(String key) {
    return object(key, revisions.remove(key));
  }

  @Override
  public @Nullable T get(String key) {
    return object(key, revisions.get(key));
  }

  private @Nullable T object(String key, @Nullable String revision) {
    if (revision == null) {
      return null;
    }
    int slash = key.indexOf('/');
    ObjectMeta metadata = new ObjectMeta();
    metadata.setNamespace(slash < 0 ? null : key.substring(0, slash));
    metadata.setName(key.substring(slash + 1));
    metadata.setResourceVersion(revision);
    T object = blank.get();
    object.setMetadata(metadata);
    return object;
  }

  @Override
  public Stream<String> keySet() {
    return revisions.keySet().stream();
  }

  @Override
  public Stream<T> values() {
    return revisions.entrySet().stream()
        .<T>mapMulti(
            (entry, sink) -> {
              T object = object(entry.getKey(), entry.getValue());
              if (object != null) {
                sink.accept(object);
              }
            });
  }

  @Override
  public int size() {
    return revisions.size();
  }

  @Override
  public boolean isFullState() {
    return false;
  }
}
