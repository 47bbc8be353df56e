package io.fairlead.packaging.image;

import java.util.List;
import java.util.Map;

/**
 * What a container of an image runs, unless it is told otherwise.
 *
 * @param created in the form of RFC 3339
 * @param user number of a user and of a group, such as 1337:1337
 */
record ImageSettings(
    String created,
    String architecture,
    String user,
    List<String> entrypoint,
    Map<String, String> labels) {

  ImageSettings {
    entrypoint = List.copyOf(entrypoint);
    labels = Map.copyOf(labels);
  }
}
