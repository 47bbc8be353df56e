package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;

/** Reads names of files on the hosts of proxies. */
final class HostFiles {

  private HostFiles() {}

  /** Agents are asked for files by name, in which {@code ~} stands between two. */
  static String read(String path, String file, Findings findings) {
    if (file.isEmpty()) {
      findings.error(ProblemCode.MISSING_FIELD, path, "is missing: name a file on the hosts");
    } else if (!file.startsWith("/") || file.indexOf('~') >= 0) {
      findings.error(
          ProblemCode.BAD_PATH,
          path,
          Excerpt.of(file) + " is no whole path of a file: begin it with / and use no ~");
    }
    return file;
  }

  /** One that may be left out. */
  static String readIfSet(String path, String file, Findings findings) {
    return file.isEmpty() ? file : read(path, file, findings);
  }
}
