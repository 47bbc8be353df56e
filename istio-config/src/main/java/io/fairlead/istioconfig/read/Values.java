package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.ServicePort;
import java.util.List;

/** Lists of values: what each of them may be. */
final class Values {

  private static final int MAX_ACCOUNTS = 16;
  private static final int MAX_ACCOUNT = 320;

  private final Findings findings;

  Values(Findings findings) {
    this.findings = findings;
  }

  void filled(String path, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).isEmpty()) {
        findings.error(
            ProblemCode.MISSING_FIELD, at(path, i), "is empty: write a value or remove it");
      }
    }
  }

  void blocks(String path, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      String place = at(path, i);
      Addresses.problemWithSubnet(values.get(i))
          .ifPresent(sentence -> findings.error(ProblemCode.BAD_ADDRESS, place, sentence));
    }
  }

  void ports(String path, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      boolean isNumber = value.length() <= 5 && value.matches("[0-9]+");
      if (!isNumber || !ServicePort.isPort(Integer.parseInt(value))) {
        findings.error(
            ProblemCode.BAD_PORT,
            at(path, i),
            Excerpt.of(value) + " is no port: write a number from 1 to 65535 in quotes");
      }
    }
  }

  void accounts(String path, List<String> values) {
    if (values.size() > MAX_ACCOUNTS) {
      findings.error(
          ProblemCode.TOO_LARGE,
          path,
          "has " + values.size() + " values, and " + MAX_ACCOUNTS + " are allowed: split the rule");
    }
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      String[] parts = value.split("/", -1);
      boolean isFilled = List.of(parts).stream().noneMatch(String::isEmpty);
      if (!isFilled || parts.length > 2 || value.contains("*") || value.length() > MAX_ACCOUNT) {
        findings.error(
            ProblemCode.BAD_NAME,
            at(path, i),
            Excerpt.of(value) + " is no service account: write account or namespace/account");
      }
    }
  }

  /** At most one star, at one end. */
  void wildcards(String path, List<String> values) {
    filled(path, values);
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      int star = value.indexOf('*');
      boolean isAtAnEnd = star <= 0 || star == value.length() - 1;
      if (!isAtAnEnd || star != value.lastIndexOf('*')) {
        findings.error(
            ProblemCode.BAD_EXPRESSION,
            at(path, i),
            Excerpt.of(value) + " may have one * at its beginning or at its end only");
      }
    }
  }

  void trustDomains(String path, List<String> values) {
    wildcards(path, values);
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).contains("/")) {
        findings.error(
            ProblemCode.BAD_NAME,
            at(path, i),
            Excerpt.of(values.get(i)) + " is no trust domain: write it without a slash");
      }
    }
  }

  private static String at(String path, int index) {
    return path + "[" + index + "]";
  }
}
