using System.Security.Cryptography;
using System.Text;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations on state machines.</summary>
internal sealed class StateMachineOperations(LocalStateMachines machines, TimeProvider time)
{
    private const int MaxDefinitionBytes = 1024 * 1024;
    private const int MaxDiagnostics = 100;
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
        arn, StateMachineType.Standard,
        Revision(InitialRevision, definition, StateMachineType.Standard, roleArn, time.GetUtcNow()), s_noLogging, s_noTracing,
        []));

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

    // The same when the operation is executed again to restore the state machine.
    private static string RevisionId(string arn, DateTimeOffset now) => new Guid(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{arn} {now.UtcTicks}")).AsSpan(0, 16)).ToString();

    private JsonData Create(ApiRequest request)
    {
        var name = request.Required("name");
        if (!Arns.IsName(name)) throw new ApiException("InvalidName", $"Invalid Name: '{name}'");
        var type = request.OneOf("type", StateMachineType.Standard, StateMachineType.Express) ?? StateMachineType.Standard;
        var now = time.GetUtcNow();
        var revision = Revision(
            InitialRevision, request.Required("definition"), type, request.Required("roleArn"), now);
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
        machine.Update(
            Revision(RevisionId(machine.Arn, now), definition ?? old.Text, machine.Type, role ?? old.RoleArn, now));
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
        var type = request.OneOf("type", StateMachineType.Standard, StateMachineType.Express);
        var withWarnings = request.OneOf("severity", "ERROR", "WARNING") == "WARNING";
        var maxResults = request.Number("maxResults") ?? 0;
        if (maxResults is < 0 or > MaxDiagnostics) throw ApiException.Validation(
            $"1 validation error detected: Value '{maxResults}' at 'maxResults' failed to satisfy constraint: Member must have "
            + $"value {(maxResults < 0 ? "greater than or equal to 0" : $"less than or equal to {MaxDiagnostics}")}");
        if (Encoding.UTF8.GetByteCount(definition) > MaxDefinitionBytes)
            throw ApiException.TooLong("definition", MaxDefinitionBytes);
        return DefinitionDiagnostics.Response(
            StateMachineDefinition.Validate(definition, type == StateMachineType.Express), withWarnings, maxResults);
    }


    private void PublishIfRequested(ApiRequest request, LocalStateMachine machine, ObjectBuilder response)
    {
        if (request.Flag("publish") != true) return;
        var version = machine.Publish(request.Text("versionDescription"), time.GetUtcNow());
        response["stateMachineVersionArn"] = Arns.Version(machine.Arn, version.Number);
    }

    private static Revision Revision(string id, string text, string type, string roleArn, DateTimeOffset now)
    {
        if (Encoding.UTF8.GetByteCount(text) > MaxDefinitionBytes) throw ApiException.TooLong("definition", MaxDefinitionBytes);
        try
        {
            var definition = StateMachineDefinition.Parse(text, type == StateMachineType.Express);
            return new Revision(id, text, definition, roleArn, now);
        }
        catch (InvalidDefinitionException invalid)
        {
            throw DefinitionDiagnostics.Error(invalid);
        }
    }
}
