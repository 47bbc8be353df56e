package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.Headers;
import io.fairlead.api.istio.networking.v1alpha3.Headers.HeaderOperations;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.HeaderChanges;
import io.fairlead.model.policy.HeaderChanges.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads what becomes of headers. */
record HeaderChangesReader(Findings findings) {

  HeaderChanges read(String path, Headers headers) {
    List<String> authorities = new ArrayList<>();
    Edit request = edit(path + ".request", headers.getRequest(), authorities);
    List<String> told = new ArrayList<>();
    Edit response = edit(path + ".response", headers.getResponse(), told);
    if (!told.isEmpty()) {
      findings.error(
          ProblemCode.BAD_HEADER,
          path + ".response",
          "names a host, which no answer has: leave it out");
    }
    if (authorities.size() > 1) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + ".request",
          "says twice what the host of a request is: say it once");
    }
    return new HeaderChanges(
        authorities.isEmpty() ? "" : authorities.getFirst(), request, response);
  }

  private Edit edit(String path, HeaderOperations operations, List<String> authorities) {
    for (int i = 0; i < operations.getRemoveCount(); i++) {
      String name = operations.getRemove(i);
      String at = path + ".remove[" + i + "]";
      if (isAuthority(name)) {
        findings.error(
            ProblemCode.BAD_HEADER,
            at,
            Excerpt.of(name) + " cannot be taken from a request: leave it out");
      } else {
        checkName(at, name);
      }
    }
    return new Edit(
        values(path + ".set", operations.getSetMap(), authorities),
        values(path + ".add", operations.getAddMap(), authorities),
        operations.getRemoveList());
  }

  private Map<String, String> values(
      String path, Map<String, String> headers, List<String> authorities) {
    Map<String, String> read = new TreeMap<>();
    new TreeMap<>(headers)
        .forEach(
            (name, value) -> {
              String at = path + "[" + name + "]";
              Texts.line(at, value, findings);
              if (isAuthority(name)) {
                authorities.add(value);
                return;
              }
              checkName(at, name);
              HeaderValues.problemWith(value)
                  .ifPresent(sentence -> findings.error(ProblemCode.BAD_HEADER, at, sentence));
              read.put(name, value);
            });
    return read;
  }

  private void checkName(String path, String name) {
    if (!Texts.isToken(name)) {
      findings.error(
          ProblemCode.BAD_NAME,
          path,
          Excerpt.of(name)
              + " is no header that can be changed: use letters, digits and -, and no name that"
              + " begins with a colon but :authority");
    }
  }

  private static boolean isAuthority(String name) {
    String known = name.toLowerCase(Locale.ROOT);
    return known.equals(":authority") || known.equals("host");
  }
}
