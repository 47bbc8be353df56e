package io.fairlead.controlplane.admission;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The answer to a review; warnings are shown to whoever wrote the object. */
sealed interface Verdict {

  Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  List<String> warnings();

  /** Written as it is. */
  record Allowed(List<String> warnings) implements Verdict {
    public Allowed {
      warnings = List.copyOf(warnings);
    }
  }

  /** Written with these changes, in the form of RFC 6902. */
  record Changed(JsonArray patch, List<String> warnings) implements Verdict {
    public Changed {
      warnings = List.copyOf(warnings);
    }
  }

  /** Not written. */
  record Refused(String message, List<String> warnings) implements Verdict {
    public Refused {
      warnings = List.copyOf(warnings);
    }
  }

  /** As an API server reads it. */
  default String toJson(String uid) {
    JsonObject response = new JsonObject();
    response.addProperty("uid", uid);
    switch (this) {
      case Allowed _ -> response.addProperty("allowed", true);
      case Changed changed -> {
        response.addProperty("allowed", true);
        response.addProperty("patchType", "JSONPatch");
        byte[] patch = JSON.toJson(changed.patch()).getBytes(StandardCharsets.UTF_8);
        response.addProperty("patch", Base64.getEncoder().encodeToString(patch));
      }
      case Refused refused -> {
        response.addProperty("allowed", false);
        JsonObject status = new JsonObject();
        status.addProperty("code", 422);
        status.addProperty("reason", "Invalid");
        status.addProperty("message", refused.message());
        response.add("status", status);
      }
    }
    if (!warnings().isEmpty()) {
      response.add("warnings", JSON.toJsonTree(warnings()));
    }
    JsonObject review = new JsonObject();
    review.addProperty("apiVersion", Review.API_VERSION);
    review.addProperty("kind", "AdmissionReview");
    review.add("response", response);
    return JSON.toJson(review);
  }
}
