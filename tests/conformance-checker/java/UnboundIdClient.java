import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.exceptions.NotModifiedException;
import com.unboundid.scim2.common.exceptions.PreconditionFailedException;
import com.unboundid.scim2.common.exceptions.ResourceConflictException;
import com.unboundid.scim2.common.exceptions.ResourceNotFoundException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.types.EnterpriseUserExtension;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.Member;
import com.unboundid.scim2.common.types.UserResource;
import com.unboundid.scim2.common.utils.JsonUtils;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.glassfish.jersey.apache.connector.ApacheConnectorProvider;
import org.glassfish.jersey.client.ClientConfig;

/** What UnboundID's scim2-sdk-client does with a service of its own accord: arguments are its base URL and a token. */
public final class UnboundIdClient {
  private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  private final Steps steps = new Steps();
  private final ScimService service;
  private GenericScimResource ada;
  private UserResource bob;
  private GroupResource group;

  private UnboundIdClient(String baseUrl, String token) {
    ClientRequestFilter bearer = request -> request.getHeaders().putSingle("Authorization", "Bearer " + token);
    ClientConfig config = new ClientConfig().connectorProvider(new ApacheConnectorProvider());
    service = new ScimService(ClientBuilder.newClient(config).register(bearer).target(baseUrl));
  }

  public static void main(String[] arguments) {
    UnboundIdClient client = new UnboundIdClient(arguments[0], arguments[1]);
    client.create();
    client.discover();
    client.search();
    client.change();
    client.changeByVersion();
    client.group();
    client.delete();
    System.exit(client.steps.outcome());
  }

  /** Comes after the first creation, since no schema tells of attributes in profile before somebody has them. */
  private void discover() {
    steps.step("discovers the service provider's configuration", () ->
        Steps.expect("patch", true, service.getServiceProviderConfig().getPatch().isSupported()));
    steps.step("discovers resource types, in a list and by name", () -> {
      for (var type : service.getResourceTypes()) {
        Steps.expect("the endpoint", type.getEndpoint(), service.getResourceType(type.getName()).getEndpoint());
      }
    });
    steps.step("discovers schemas, in a list and by URN, with profile", () -> {
      for (var schema : service.getSchemas()) {
        Steps.expect("the name", schema.getName(), service.getSchema(schema.getId()).getName());
      }
      Steps.expect("that users have a profile", true, service.getSchema(USER).getAttributes().stream()
          .anyMatch(attribute -> attribute.getName().equals("profile")));
    });
  }

  private void create() {
    steps.step("creates a user with the Enterprise extension and profile", () -> {
      ada = service.create("Users", new GenericScimResource(json("""
          {"schemas":["%s","%s"],"userName":"ada@example.com","name":{"givenName":"Ada","familyName":"Lovelace"},
           "emails":[{"value":"ada@example.com","type":"work","primary":true}],
           "%s":{"department":"Support","employeeNumber":"7"},
           "profile":{"location":"Austin","level":3,"skills":["chat","mail"]}}""".formatted(USER, ENTERPRISE, ENTERPRISE))));
      Steps.expect("profile", json("{\"location\":\"Austin\",\"level\":3,\"skills\":[\"chat\",\"mail\"]}"),
          ada.getObjectNode().get("profile"));
      Steps.expect("the department", "Support", ada.getObjectNode().get(ENTERPRISE).get("department").textValue());
    });
    steps.step("creates a user of the library's own types", () -> {
      UserResource user = new UserResource().setUserName("bob@example.com").setActive(true);
      user.setExtension(new EnterpriseUserExtension().setDepartment("Sales"));
      bob = service.create("Users", user);
      Steps.expect("the department", "Sales", bob.getExtension(EnterpriseUserExtension.class).getDepartment());
    });
    steps.step("is told that a userName is taken", () ->
        refused(ResourceConflictException.class, () ->
            service.create("Users", new UserResource().setUserName("Ada@Example.com"))));
    steps.step("reads a user by its location", () ->
        Steps.expect("the userName", "ada@example.com",
            service.retrieve(ada.getMeta().getLocation(), GenericScimResource.class)
                .getStringValue("userName")));
  }

  private void search() {
    for (String filter : List.of(
        "userName eq \"ADA@example.com\"",
        "profile.location eq \"Austin\" and profile.level ge 3",
        ENTERPRISE + ":department sw \"Supp\"",
        "emails[type eq \"work\" and value co \"ada\"]")) {
      steps.step("finds by " + filter, () -> {
        var found = service.searchRequest("Users").filter(filter).invoke(GenericScimResource.class);
        Steps.expect("what is found", List.of(ada.getId()), found.getResources().stream().map(user -> user.getId()).toList());
        var posted = service.searchRequest("Users").filter(filter).invokePost(GenericScimResource.class);
        Steps.expect("what is found by POST", 1, posted.getTotalResults());
      });
    }
    steps.step("reads only the attributes it asks for", () -> {
      var user = service.retrieveRequest("Users", ada.getId()).attributes("userName", "profile.location")
          .invoke(GenericScimResource.class).getObjectNode();
      Steps.expect("profile", json("{\"location\":\"Austin\"}"), user.get("profile"));
      Steps.expect("the name", null, user.get("name"));
    });
    steps.step("walks through pages by index", () -> {
      for (int index = 1; index <= 5; index++) {
        service.create("Users", new UserResource().setUserName("page" + index + "@example.com"));
      }
      Set<String> seen = new LinkedHashSet<>();
      for (int start = 1; start <= 7; start += 3) {
        var page = service.searchRequest("Users").page(start, 3).invoke(GenericScimResource.class);
        Steps.expect("the total", 7, page.getTotalResults());
        page.forEach(user -> seen.add(user.getId()));
      }
      Steps.expect("how many were seen", 7, seen.size());
    });
    steps.step("walks through pages by cursor", () -> {
      Set<String> seen = new LinkedHashSet<>();
      var page = service.searchRequest("Users").firstPageCursorWithCount(3).invoke(GenericScimResource.class);
      page.forEach(user -> seen.add(user.getId()));
      while (page.getNextCursor() != null) {
        page = service.searchRequest("Users").pageWithCursor(page.getNextCursor(), 3).invoke(GenericScimResource.class);
        page.forEach(user -> seen.add(user.getId()));
      }
      Steps.expect("how many were seen", 7, seen.size());
    });
  }

  private void change() {
    steps.step("patches attributes, extensions and profile", () -> {
      ObjectNode changed = service.modifyRequest("Users", ada.getId())
          .replaceValue("displayName", "Ada")
          .replaceValue(ENTERPRISE + ":department", "Research")
          .replaceValue("profile.location", "Boston")
          .addValues("phoneNumbers", json("{\"type\":\"work\",\"value\":\"+1 512 555 0100\"}"))
          .addValues("profile.skills", TextNode.valueOf("phone"))
          .removeValues("name.familyName")
          .invoke(GenericScimResource.class).getObjectNode();
      Steps.expect("displayName", "Ada", changed.get("displayName").textValue());
      Steps.expect("the department", "Research", changed.get(ENTERPRISE).get("department").textValue());
      Steps.expect("profile", json("{\"location\":\"Boston\",\"level\":3,\"skills\":[\"chat\",\"mail\",\"phone\"]}"),
          changed.get("profile"));
      Steps.expect("the phone", "+1 512 555 0100", changed.get("phoneNumbers").get(0).get("value").textValue());
      Steps.expect("the familyName", null, changed.get("name").get("familyName"));
    });
    steps.step("deactivates and reactivates", () -> {
      for (boolean active : new boolean[] {false, true}) {
        var changed = service.modifyRequest("Users", ada.getId()).replaceValue("active", active)
            .invoke(GenericScimResource.class);
        Steps.expect("active", active, changed.getBooleanValue("active"));
      }
    });
  }

  private void changeByVersion() {
    steps.step("replaces with If-Match, and is refused with an old version", () -> {
      var read = service.retrieve("Users", bob.getId(), UserResource.class).setTitle("Agent");
      Steps.expect("the title", "Agent", service.replaceRequest(read).ifMatch().invoke().getTitle());
      refused(PreconditionFailedException.class, () -> service.replaceRequest(read).ifMatch().invoke());
    });
    steps.step("is told that nothing changed since a version", () -> {
      var read = service.retrieve("Users", bob.getId(), UserResource.class);
      refused(NotModifiedException.class, () -> service.retrieveRequest(read).ifNoneMatch().invoke());
    });
  }

  private void group() {
    steps.step("creates a group with a member", () -> {
      group = service.create("Groups", new GroupResource().setDisplayName("Billing")
          .setMembers(new Member().setValue(ada.getId())));
      Steps.expect("the members", List.of(ada.getId()), members());
    });
    steps.step("adds and removes members", () -> {
      service.modifyRequest("Groups", group.getId())
          .addValues("members", json("{\"value\":\"%s\"}".formatted(bob.getId()))).invoke(Void.class);
      Steps.expect("the members", List.of(ada.getId(), bob.getId()), members());
      service.modifyRequest("Groups", group.getId())
          .removeValues("members[value eq \"%s\"]".formatted(ada.getId())).invoke(Void.class);
      Steps.expect("the members", List.of(bob.getId()), members());
    });
    steps.step("reads a user's groups", () ->
        Steps.expect("the group", group.getId(),
            service.retrieve("Users", bob.getId(), UserResource.class).getGroups().get(0).getValue()));
  }

  private void delete() {
    steps.step("deletes the group and the users, which are then gone", () -> {
      service.delete("Groups", group.getId());
      service.delete(ada);
      service.deleteRequest(service.retrieve("Users", bob.getId(), UserResource.class)).invoke();
      refused(ResourceNotFoundException.class, () -> service.retrieve("Users", ada.getId(), UserResource.class));
      refused(ResourceNotFoundException.class, () -> service.retrieve("Groups", group.getId(), GroupResource.class));
    });
  }

  private List<String> members() throws ScimException {
    return service.retrieve("Groups", group.getId(), GroupResource.class).getMembers().stream()
        .map(Member::getValue).toList();
  }

  private static void refused(Class<? extends ScimException> as, Steps.Step step) throws Exception {
    try {
      step.run();
    } catch (ScimException refusal) {
      Steps.expect("the refusal", as, refusal.getClass());
      return;
    }
    throw new AssertionError("it is not refused");
  }

  private static ObjectNode json(String text) throws Exception {
    return (ObjectNode) JsonUtils.getObjectReader().readTree(text);
  }
}
