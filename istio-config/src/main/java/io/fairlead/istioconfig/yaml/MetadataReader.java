package io.fairlead.istioconfig.yaml;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.istioconfig.Names;
import io.fairlead.istioconfig.Nearest;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the metadata that every resource of Kubernetes has. */
final class MetadataReader {

  static final String DEFAULT_NAMESPACE = "default";
  private static final String PATH = "metadata";
  private static final List<String> READ =
      List.of("name", "namespace", "labels", "annotations", "creationTimestamp");

  /** What an API server writes for itself; files that were taken from one carry it. */
  private static final List<String> OF_THE_SERVER =
      List.of(
          "clusterName",
          "deletionGracePeriodSeconds",
          "deletionTimestamp",
          "finalizers",
          "generateName",
          "generation",
          "managedFields",
          "ownerReferences",
          "resourceVersion",
          "selfLink",
          "uid");

  /** A resource's name and the rest of its metadata, without the places of its fields. */
  record Named(ResourceName name, Metadata metadata) {}

  private final Reading reading;
  private final ScalarReader scalars;

  MetadataReader(Reading reading) {
    this.reading = reading;
    this.scalars = new ScalarReader(reading);
  }

  /** Empty where there is no usable name. */
  Optional<Named> read(MappingNode mapping, Node document) {
    Map<String, Mappings.Entry> entries = Mappings.entries(mapping, PATH, reading);
    entries.forEach((name, entry) -> checkKnown(name, entry.key()));
    Map<String, String> labels = map(entries, "labels", Names::problemWithLabel);
    Map<String, String> annotations =
        map(entries, "annotations", (key, value) -> Names.problemWithKey(key));
    Instant created = created(entries);
    Optional<String> namespace = namespace(entries);
    Optional<String> name = name(entries, mapping);
    if (name.isEmpty() || namespace.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Named(
            new ResourceName(namespace.get(), name.get()),
            new Metadata(labels, annotations, created, reading.at(document))));
  }

  private void checkKnown(String name, Node key) {
    if (!READ.contains(name) && !OF_THE_SERVER.contains(name)) {
      String hint = Nearest.hint(name, READ);
      reading.error(
          ProblemCode.UNKNOWN_FIELD,
          Reading.field(PATH, name),
          key,
          "is no field of metadata: " + hint);
    }
  }

  private Optional<String> name(Map<String, Mappings.Entry> entries, MappingNode metadata) {
    Optional<Mappings.Entry> entry = Mappings.filled(entries, "name");
    if (entry.isEmpty()) {
      reading.error(
          ProblemCode.MISSING_FIELD,
          "metadata.name",
          metadata,
          "is missing: every resource needs a name");
      return Optional.empty();
    }
    Node at = entry.get().value();
    return text(at, "metadata.name")
        .filter(name -> isGood(Names.problemWithName(name), "metadata.name", at));
  }

  private Optional<String> namespace(Map<String, Mappings.Entry> entries) {
    Optional<Mappings.Entry> entry = Mappings.filled(entries, "namespace");
    if (entry.isEmpty()) {
      return Optional.of(DEFAULT_NAMESPACE);
    }
    Node at = entry.get().value();
    return text(at, "metadata.namespace")
        .map(namespace -> namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace)
        .filter(
            namespace -> isGood(Names.problemWithNamespace(namespace), "metadata.namespace", at));
  }

  private boolean isGood(Optional<String> problem, String path, Node at) {
    problem.ifPresent(sentence -> reading.error(ProblemCode.BAD_NAME, path, at, sentence));
    return problem.isEmpty();
  }

  private Optional<String> text(Node node, String path) {
    reading.place(path, node);
    if (node instanceof ScalarNode scalar) {
      return scalars.text(scalar, path);
    }
    reading.error(
        ProblemCode.WRONG_TYPE, path, node, "must be text, not " + Mappings.nounFor(node));
    return Optional.empty();
  }

  private Map<String, String> map(
      Map<String, Mappings.Entry> entries,
      String field,
      BiFunction<String, String, Optional<String>> problemWith) {
    Map<String, String> read = new LinkedHashMap<>();
    Optional<Mappings.Entry> entry = Mappings.filled(entries, field);
    if (entry.isEmpty()) {
      return read;
    }
    String path = Reading.field(PATH, field);
    reading.place(path, entry.get().value());
    if (!(entry.get().value() instanceof MappingNode mapping)) {
      String found = Mappings.nounFor(entry.get().value());
      reading.error(
          ProblemCode.WRONG_TYPE, path, entry.get().value(), "must be a mapping, not " + found);
      return read;
    }
    Mappings.entries(mapping, path, reading)
        .forEach(
            (key, pair) -> {
              String at = Reading.key(path, key);
              text(pair.value(), at)
                  .filter(value -> isGood(problemWith.apply(key, value), at, pair.key()))
                  .ifPresent(value -> read.put(key, value));
            });
    return read;
  }

  private Instant created(Map<String, Mappings.Entry> entries) {
    String path = "metadata.creationTimestamp";
    Optional<Mappings.Entry> entry = Mappings.filled(entries, "creationTimestamp");
    if (entry.isEmpty()) {
      return Instant.EPOCH;
    }
    String text = text(entry.get().value(), path).orElse("");
    try {
      return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      String sentence = Excerpt.of(text) + " is no time: write it as 2026-11-22T10:00:00Z";
      reading.error(ProblemCode.BAD_TIME, path, entry.get().value(), sentence);
      return Instant.EPOCH;
    }
  }
}
