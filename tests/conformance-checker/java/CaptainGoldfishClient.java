import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import de.captaingoldfish.scim.sdk.client.ScimClientConfig;
import de.captaingoldfish.scim.sdk.client.ScimRequestBuilder;
import de.captaingoldfish.scim.sdk.client.builder.ListBuilder;
import de.captaingoldfish.scim.sdk.client.response.ServerResponse;
import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.constants.enums.PatchOp;
import de.captaingoldfish.scim.sdk.common.resources.EnterpriseUser;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.base.ScimObjectNode;
import de.captaingoldfish.scim.sdk.common.resources.complex.Name;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Email;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Captain-P-Goldfish's scim-sdk-client does with a service: arguments are its base URL and a token. */
public final class CaptainGoldfishClient {
  private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  private final Steps steps = new Steps();
  private final ScimRequestBuilder service;
  private User ada;
  private User bob;
  private Group group;

  private CaptainGoldfishClient(String baseUrl, String token) {
    service = new ScimRequestBuilder(baseUrl, ScimClientConfig.builder()
        .connectTimeout(5).requestTimeout(5).socketTimeout(5)
        .httpHeaders(Map.of("Authorization", "Bearer " + token)).build());
  }

  public static void main(String[] arguments) {
    CaptainGoldfishClient client = new CaptainGoldfishClient(arguments[0], arguments[1]);
    client.create();
    client.discover();
    client.search();
    client.change();
    client.changeByVersion();
    client.group();
    client.bulk();
    client.delete();
    System.exit(client.steps.outcome());
  }

  /** Comes after the first creation, since no schema tells of attributes in profile before somebody has them. */
  private void discover() {
    steps.step("discovers the service provider's configuration", () ->
        Steps.expect("patch", true, service.loadServiceProviderConfiguration().getPatchConfig().isSupported()));
    steps.step("loads resource types and schemas", () -> {
      var discovered = done(200, service.loadMetaConfiguration().sendRequest());
      Steps.expect("that users have a profile", true, discovered.getSchemas().stream().anyMatch(schema ->
          schema.getAttributes().stream().anyMatch(attribute -> attribute.getName().equals("profile"))));
      Steps.expect("that there are groups", true, discovered.getResourceTypes().stream().anyMatch(type -> type.getEndpoint().equals("/Groups")));
    });
  }

  private void create() {
    steps.step("creates a user with the Enterprise extension and profile", () -> {
      User user = User.builder().userName("ada@example.com")
          .name(Name.builder().givenName("Ada").familyName("Lovelace").build())
          .emails(List.of(Email.builder().value("ada@example.com").type("work").primary(true).build()))
          .enterpriseUser(EnterpriseUser.builder().department("Support").employeeNumber("7").build()).build();
      user.set("profile", json("{\"location\":\"Austin\",\"level\":3,\"skills\":[\"chat\",\"mail\"]}"));
      ada = done(201, service.create(User.class, "/Users").setResource(user).sendRequest());
      Steps.expect("profile", json("{\"location\":\"Austin\",\"level\":3,\"skills\":[\"chat\",\"mail\"]}"),
          json(ada.get("profile").toString()));
      Steps.expect("the department", "Support", ada.getEnterpriseUser().orElseThrow().getDepartment().orElseThrow());
      bob = done(201, service.create(User.class, "/Users")
          .setResource(User.builder().userName("bob@example.com").active(true).build()).sendRequest());
    });
    steps.step("is told that a userName is taken", () -> {
      var response = service.create(User.class, "/Users")
          .setResource(User.builder().userName("Ada@Example.com").build()).sendRequest();
      Steps.expect("the status", 409, response.getHttpStatus());
      Steps.expect("scimType", "uniqueness", response.getErrorResponse().getScimType().orElse(null));
    });
    steps.step("reads a user", () ->
        Steps.expect("the userName", "ada@example.com",
            done(200, service.get(User.class, "/Users", id(ada)).sendRequest()).getUserName().orElseThrow()));
  }

  private void search() {
    steps.step("finds by a filter that the library builds", () -> found(users()
        .filter("userName", Comparator.EQ, "ADA@example.com").and("active", Comparator.EQ, true).build()));
    for (String filter : List.of(
        "profile.location eq \"Austin\" and profile.level ge 3",
        ENTERPRISE + ":department sw \"Supp\"",
        "emails[type eq \"work\" and value co \"ada\"]")) {
      steps.step("finds by " + filter, () -> found(users().filter(filter)));
    }
    steps.step("reads only the attributes it asks for", () -> {
      User user = done(200, users().filter("userName eq \"ada@example.com\"").attributes("userName", "profile.location")
          .get().sendRequest()).getListedResources().get(0);
      Steps.expect("profile", json("{\"location\":\"Austin\"}"), json(user.get("profile").toString()));
      Steps.expect("that there is a name", false, user.getName().isPresent());
    });
    steps.step("walks through pages in order", () -> {
      for (int index = 1; index <= 5; index++) {
        done(201, service.create(User.class, "/Users")
            .setResource(User.builder().userName("page" + index + "@example.com").build()).sendRequest());
      }
      Set<String> seen = new LinkedHashSet<>();
      for (int start = 1; start <= 7; start += 3) {
        var page = done(200, users().sortBy("userName").startIndex(start).count(3).get().sendRequest());
        Steps.expect("the total", 7L, page.getTotalResults());
        page.getListedResources().forEach(user -> seen.add(user.getUserName().orElseThrow()));
      }
      Steps.expect("the order", seen.stream().sorted().toList(), List.copyOf(seen));
      Steps.expect("how many were seen", 7, seen.size());
    });
  }

  private void change() {
    steps.step("patches attributes, extensions and profile", () -> {
      User changed = done(200, service.patch(User.class, "/Users", id(ada))
          .addOperation().op(PatchOp.REPLACE).path("displayName").value("Ada")
          .next().op(PatchOp.REPLACE).path(ENTERPRISE + ":department").value("Research")
          .next().op(PatchOp.REPLACE).path("profile.location").value("Boston")
          .next().op(PatchOp.ADD).path("phoneNumbers").valueNode(json("{\"type\":\"work\",\"value\":\"+1 512 555 0100\"}"))
          .next().op(PatchOp.ADD).path("profile.skills").valueNode(TextNode.valueOf("phone"))
          .next().op(PatchOp.REMOVE).path("name.familyName")
          .build().sendRequest());
      Steps.expect("displayName", "Ada", changed.getDisplayName().orElse(null));
      Steps.expect("the department", "Research", changed.getEnterpriseUser().orElseThrow().getDepartment().orElseThrow());
      Steps.expect("profile", json("{\"location\":\"Boston\",\"level\":3,\"skills\":[\"chat\",\"mail\",\"phone\"]}"),
          json(changed.get("profile").toString()));
      Steps.expect("the phone", "+1 512 555 0100", changed.getPhoneNumbers().get(0).getValue().orElseThrow());
      Steps.expect("that there is a familyName", false, changed.getName().orElseThrow().getFamilyName().isPresent());
    });
    steps.step("deactivates and reactivates without a path", () -> {
      for (boolean active : new boolean[] {false, true}) {
        User changed = done(200, service.patch(User.class, "/Users", id(ada)).addOperation().op(PatchOp.REPLACE)
            .valueNode(json("{\"active\":%s}".formatted(active))).build().sendRequest());
        Steps.expect("active", active, changed.isActive().orElseThrow());
      }
    });
  }

  private void changeByVersion() {
    steps.step("replaces with If-Match, and is refused with an old version", () -> {
      String version = bob.getMeta().orElseThrow().getVersion().orElseThrow().toString();
      bob.setTitle("Agent");
      User changed = done(200, service.update(User.class, "/Users", id(bob)).setETagForIfMatch(version)
          .setResource(bob).sendRequest());
      Steps.expect("the title", "Agent", changed.getTitle().orElse(null));
      Steps.expect("the status of the second", 412, service.update(User.class, "/Users", id(bob))
          .setETagForIfMatch(version).setResource(bob).sendRequest().getHttpStatus());
      bob = changed;
    });
    steps.step("is told that nothing changed since a version", () -> {
      String version = bob.getMeta().orElseThrow().getVersion().orElseThrow().toString();
      Steps.expect("the status", 304, service.get(User.class, "/Users", id(bob))
          .setETagForIfNoneMatch(version).sendRequest().getHttpStatus());
    });
  }

  private void group() {
    steps.step("creates a group with a member", () -> {
      group = done(201, service.create(Group.class, "/Groups").setResource(Group.builder().displayName("Billing")
          .members(List.of(Member.builder().value(id(ada)).type("User").build())).build()).sendRequest());
      Steps.expect("the members", List.of(id(ada)), members());
    });
    steps.step("adds and removes members", () -> {
      done(204, service.patch(Group.class, "/Groups", id(group)).addOperation().op(PatchOp.ADD).path("members")
          .valueNode(Member.builder().value(id(bob)).build()).build().sendRequest());
      Steps.expect("the members", List.of(id(ada), id(bob)), members());
      done(204, service.patch(Group.class, "/Groups", id(group)).addOperation().op(PatchOp.REMOVE)
          .path("members[value eq \"%s\"]".formatted(id(ada))).build().sendRequest());
      Steps.expect("the members", List.of(id(bob)), members());
    });
    steps.step("reads a user's groups", () -> Steps.expect("the group", id(group),
        done(200, service.get(User.class, "/Users", id(bob)).sendRequest()).getGroups().get(0).getValue().orElseThrow()));
  }

  private void bulk() {
    steps.step("creates and names in one request", () -> {
      var response = service.bulk()
          .bulkRequestOperation("/Users").method(HttpMethod.POST).bulkId("cyd")
          .data(User.builder().userName("cyd@example.com").build())
          .next().bulkRequestOperation("/Groups").method(HttpMethod.POST).bulkId("team").data(Group.builder()
              .displayName("Team").members(List.of(Member.builder().value("bulkId:cyd").build())).build())
          .sendRequest();
      var operations = done(200, response).getBulkResponseOperations();
      Steps.expect("the statuses", List.of(201, 201), operations.stream().map(each -> each.getStatus()).toList());
    });
  }

  private void delete() {
    steps.step("deletes the group and the users, which are then gone", () -> {
      Steps.expect("the group", 204, service.delete(Group.class, "/Groups", id(group)).sendRequest().getHttpStatus());
      for (User user : List.of(ada, bob)) {
        Steps.expect("the user", 204, service.delete(User.class, "/Users", id(user)).sendRequest().getHttpStatus());
        Steps.expect("the user after that", 404, service.get(User.class, "/Users", id(user)).sendRequest().getHttpStatus());
      }
    });
  }

  private ListBuilder<User> users() {
    return service.list(User.class, "/Users");
  }

  private void found(ListBuilder<User> search) {
    Steps.expect("what is found", List.of(id(ada)),
        done(200, search.get().sendRequest()).getListedResources().stream().map(CaptainGoldfishClient::id).toList());
    Steps.expect("what is found by POST", 1L, done(200, search.post().sendRequest()).getTotalResults());
  }

  private List<String> members() {
    return done(200, service.get(Group.class, "/Groups", id(group)).sendRequest()).getMembers().stream()
        .map(member -> member.getValue().orElseThrow()).toList();
  }

  private static String id(ResourceNode resource) {
    return resource.getId().orElseThrow();
  }

  private static <T extends ScimObjectNode> T done(int status, ServerResponse<T> response) {
    Steps.expect("the status of " + response.getResponseBody(), status, response.getHttpStatus());
    return response.getResource();
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
