package io.fairlead.testenv.services;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/**
 * Answers every HTTP request with its own name and the request's path and headers, as JSON.
 *
 * <p>Arguments: name, address, port. It is a program of its own and uses the JDK only.
 */
public final class HttpEchoMain {

  private HttpEchoMain() {}

  public static void main(String[] arguments) throws IOException {
    // Idle connections belong to the proxies, which close them when they like.
    System.setProperty("sun.net.httpserver.idleInterval", "3600");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    System.setProperty("sun.net.httpserver.nodelay", "true");
    String name = arguments[0];
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2])), 1024);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(name, exchange));
    server.start();
  }

  private static void answer(String name, HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] body = describe(name, exchange).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private static String describe(String name, HttpExchange exchange) {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (key, values) -> headers.put(key.toLowerCase(Locale.ROOT), String.join(",", values)));
    StringBuilder json = new StringBuilder("{\"service\":").append(quote(name));
    json.append(",\"method\":").append(quote(exchange.getRequestMethod()));
    json.append(",\"path\":").append(quote(exchange.getRequestURI().toString()));
    json.append(",\"headers\":{");
    String separator = "";
    for (Map.Entry<String, String> header : headers.entrySet()) {
      json.append(separator).append(quote(header.getKey())).append(':');
      json.append(quote(header.getValue()));
      separator = ",";
    }
    return json.append("}}\n").toString();
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
