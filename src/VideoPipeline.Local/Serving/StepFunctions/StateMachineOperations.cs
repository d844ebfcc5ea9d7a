using System.Text;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations on state machines.</summary>
internal sealed class StateMachineOperations(LocalStateMachines machines, TimeProvider time)
{
    private const int MaxDefinitionBytes = 1024 * 1024;
    private const string InitialRevision = "INITIAL";

    private static readonly JsonData s_noLogging = ObjectData.Of(("level", "OFF"), ("includeExecutionData", false));
    private static readonly JsonData s_noTracing = ObjectData.Of(("enabled", false));

    public IEnumerable<(string Name, Func<ApiRequest, JsonData> Invoke)> All =>
    [
        ("CreateStateMachine", Create),
        ("UpdateStateMachine", Update),
        ("DeleteStateMachine", Delete),
        ("DescribeStateMachine", Describe),
        ("ListStateMachines", List),
        ("ValidateStateMachineDefinition", Validate),
    ];

    /// <summary>Adds a standard state machine that the server has from the start.</summary>
    public void Add(string arn, string definition, string roleArn) => machines.GetOrAdd(new LocalStateMachine(
        arn, StateMachineType.Standard, Revision(InitialRevision, definition, roleArn, time.GetUtcNow()), s_noLogging,
        s_noTracing, []));

    /// <summary>The fields of a state machine that DescribeStateMachineForExecution has too.</summary>
    public static ObjectBuilder Describe(LocalStateMachine machine, Revision revision) => new()
    {
        ["stateMachineArn"] = machine.Arn,
        ["name"] = machine.Name,
        ["definition"] = revision.Text,
        ["roleArn"] = revision.RoleArn,
        ["loggingConfiguration"] = machine.Logging,
        ["tracingConfiguration"] = machine.Tracing,
        ["revisionId"] = revision.Id,
    };

    private JsonData Create(ApiRequest request)
    {
        var name = request.Required("name");
        if (!Arns.IsName(name)) throw new ApiException("InvalidName", $"Invalid Name: '{name}'");
        var type = request.OneOf("type", StateMachineType.Standard, StateMachineType.Express) ?? StateMachineType.Standard;
        var now = time.GetUtcNow();
        var revision = Revision(InitialRevision, request.Required("definition"), request.Required("roleArn"), now);
        var created = new LocalStateMachine(
            machines.ArnOf(name), type, revision, request.Object("loggingConfiguration") ?? s_noLogging,
            request.Object("tracingConfiguration") ?? s_noTracing, TagOperations.Read(request));
        var machine = machines.GetOrAdd(created);
        // The same request again has the same result.
        var isSame = machine == created || (machine.Type == type && machine.Revision.Text == revision.Text
            && machine.Revision.RoleArn == revision.RoleArn);
        if (!isSame)
        {
            throw new ApiException("StateMachineAlreadyExists", $"State Machine Already Exists: '{machine.Arn}'");
        }
        var response = new ObjectBuilder
        {
            ["stateMachineArn"] = machine.Arn,
            ["creationDate"] = ApiShapes.Seconds(machine.Created),
        };
        PublishIfRequested(request, machine, response);
        return response;
    }

    private JsonData Update(ApiRequest request)
    {
        var machine = machines.Find(request.Required("stateMachineArn"));
        var (definition, role) = (request.Text("definition"), request.Text("roleArn"));
        if (definition is null && role is null && request.Object("loggingConfiguration") is null
            && request.Object("tracingConfiguration") is null)
        {
            throw new ApiException(
                "MissingRequiredParameter",
                "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified");
        }
        var now = time.GetUtcNow();
        var old = machine.Revision;
        machine.Update(Revision(Guid.NewGuid().ToString(), definition ?? old.Text, role ?? old.RoleArn, now));
        var response = new ObjectBuilder { ["updateDate"] = ApiShapes.Seconds(now), ["revisionId"] = machine.Revision.Id };
        PublishIfRequested(request, machine, response);
        return response;
    }

    // As on AWS, it is no error if there is none.
    private JsonData Delete(ApiRequest request)
    {
        var arn = request.Required("stateMachineArn");
        _ = Arns.Parse(arn, "stateMachine");
        machines.Remove(arn);
        return ObjectData.Empty;
    }

    private JsonData Describe(ApiRequest request)
    {
        var (machine, revision, version) = machines.Resolve(request.Required("stateMachineArn"));
        var json = Describe(machine, revision);
        json["stateMachineArn"] = version ?? machine.Arn;
        json["status"] = "ACTIVE";
        json["type"] = machine.Type;
        json["creationDate"] = ApiShapes.Seconds(machine.Created);
        return json;
    }

    private JsonData List(ApiRequest request) => Page.Create(
        request, "stateMachines", "stateMachines",
        machines.All.OrderBy(machine => machine.Arn, StringComparer.Ordinal).Select(machine => new PageItem(
            machine.Arn,
            ObjectData.Of(
                ("stateMachineArn", machine.Arn),
                ("name", machine.Name),
                ("type", machine.Type),
                ("creationDate", ApiShapes.Seconds(machine.Created))))));

    private static JsonData Validate(ApiRequest request)
    {
        var definition = request.Required("definition");
        request.OneOf("type", StateMachineType.Standard, StateMachineType.Express);
        request.OneOf("severity", "ERROR", "WARNING");
        if (definition.Length == 0) throw ApiException.TooShort("definition");
        try
        {
            StateMachineDefinition.Parse(definition);
            return Diagnostics();
        }
        catch (InvalidDefinitionException invalid)
        {
            var diagnostic = DefinitionDiagnostic.Of(invalid);
            var json = new ObjectBuilder
            {
                ["severity"] = "ERROR",
                ["code"] = diagnostic.Code,
                ["message"] = diagnostic.Message,
            };
            if (diagnostic.Location.Length > 0) json["location"] = diagnostic.Location;
            return Diagnostics(json);
        }
    }

    private static ObjectData Diagnostics(params JsonData[] diagnostics) => ObjectData.Of(
        ("result", diagnostics.Length == 0 ? "OK" : "FAIL"),
        ("diagnostics", ArrayData.Of(diagnostics)),
        ("truncated", false));

    private void PublishIfRequested(ApiRequest request, LocalStateMachine machine, ObjectBuilder response)
    {
        if (request.Flag("publish") != true) return;
        var version = machine.Publish(request.Text("versionDescription"), time.GetUtcNow());
        response["stateMachineVersionArn"] = Arns.Version(machine.Arn, version.Number);
    }

    private static Revision Revision(string id, string text, string roleArn, DateTimeOffset now)
    {
        if (Encoding.UTF8.GetByteCount(text) > MaxDefinitionBytes) throw ApiException.TooLong("definition", MaxDefinitionBytes);
        try
        {
            return new Revision(id, text, StateMachineDefinition.Parse(text), roleArn, now);
        }
        catch (InvalidDefinitionException invalid)
        {
            throw new ApiException(
                "InvalidDefinition", $"Invalid State Machine Definition: '{DefinitionDiagnostic.Of(invalid)}'");
        }
    }
}
