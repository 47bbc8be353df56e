package io.fairlead.cli.kubeconfig;

import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.tree.Tree;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one or several kubeconfigs say together. As with kubectl, of several entries of one name the
 * first one counts, and so does the first current context.
 */
final class Kubeconfig {

  private final Map<String, Section> clusters = new LinkedHashMap<>();
  private final Map<String, Section> users = new LinkedHashMap<>();
  private final Map<String, Section> contexts = new LinkedHashMap<>();
  private String current = "";

  private Kubeconfig() {}

  static Kubeconfig read(List<Path> files) {
    Kubeconfig all = new Kubeconfig();
    files.forEach(all::add);
    return all;
  }

  private void add(Path file) {
    Tree tree;
    try {
      tree = Tree.parse(Section.read(file, "the kubeconfig"));
    } catch (IllegalArgumentException e) {
      throw Failure.usage("the kubeconfig " + file + " " + e.getMessage());
    }
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
    add(clusters, "cluster", directory, file, tree.at("clusters"));
    add(users, "user", directory, file, tree.at("users"));
    add(contexts, "context", directory, file, tree.at("contexts"));
    current = current.isEmpty() ? tree.at("current-context").text() : current;
  }

  private static void add(
      Map<String, Section> sections, String sort, Path directory, Path file, Tree entries) {
    for (Tree entry : entries.list()) {
      String name = entry.at("name").text();
      String place = "%s '%s' of %s".formatted(sort, name, file);
      sections.putIfAbsent(name, new Section(place, directory, entry.at(sort)));
    }
  }

  /**
   * The parts of a context.
   *
   * @param name of the context; empty for the current one
   */
  KubeContext context(String name) {
    String chosen = name.isEmpty() ? current : name;
    if (chosen.isEmpty()) {
      throw Failure.usage("the kubeconfig names no current context: name one with --context");
    }
    Section context =
        found(contexts, chosen)
            .orElseThrow(
                () ->
                    Failure.usage(
                        "there is no context '%s' in the kubeconfig: it has %s"
                            .formatted(chosen, names(contexts))));
    Section cluster =
        found(clusters, context.text("cluster"))
            .orElseThrow(
                () ->
                    Failure.usage(
                        "%s names the cluster '%s', which is not there: it has %s"
                            .formatted(context.place(), context.text("cluster"), names(clusters))));
    String user = context.text("user");
    if (!user.isEmpty() && !users.containsKey(user)) {
      throw Failure.usage(
          "%s names the user '%s', which is not there: it has %s"
              .formatted(context.place(), user, names(users)));
    }
    return new KubeContext(
        chosen, context.text("namespace"), cluster, found(users, user).orElse(Section.NONE));
  }

  private static Optional<Section> found(Map<String, Section> sections, String name) {
    return Optional.ofNullable(sections.get(name));
  }

  private static String names(Map<String, Section> sections) {
    return sections.isEmpty() ? "none" : String.join(", ", sections.keySet());
  }
}
