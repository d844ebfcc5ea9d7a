using System.Collections.Concurrent;
using System.Text;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations on state machines, their versions and tags.</summary>
internal sealed class StateMachineOperations
{
    private const int MaxDefinitionBytes = 1024 * 1024;
    private const int MaxDiagnostics = 100;
    private const string InitialRevision = "INITIAL";

    private static readonly JsonData s_noLogging = ObjectData.Of(("level", "OFF"), ("includeExecutionData", false));
    private static readonly JsonData s_noTracing = ObjectData.Of(("enabled", false));

    private readonly ConcurrentDictionary<string, LocalStateMachine> _all = new();
    private readonly string _arnPrefix;
    private readonly TimeProvider _time;

    /// <summary>Creates the operations with the state machines that the server has from the start.</summary>
    public StateMachineOperations(TimeProvider time, IEnumerable<(string Arn, string Definition)> builtIn, string roleArn)
    {
        _time = time;
        foreach (var (arn, definition) in builtIn)
        {
            var revision = new Revision(
                InitialRevision, definition, StateMachineDefinition.Parse(definition), roleArn, time.GetUtcNow());
            _all[arn] = new LocalStateMachine(
                arn, StateMachineType.Standard, revision, s_noLogging, s_noTracing, new Dictionary<string, string>());
        }
        _arnPrefix = _all.Keys.First() is var first ? first[..(first.LastIndexOf(':') + 1)] : "";
    }

    public IEnumerable<(string Name, Func<ApiRequest, JsonData> Invoke)> All =>
    [
        ("CreateStateMachine", Create),
        ("UpdateStateMachine", Update),
        ("DeleteStateMachine", Delete),
        ("DescribeStateMachine", Describe),
        ("ListStateMachines", List),
        ("ValidateStateMachineDefinition", Validate),
        ("PublishStateMachineVersion", Publish),
        ("ListStateMachineVersions", ListVersions),
        ("DeleteStateMachineVersion", DeleteVersion),
        ("TagResource", Tag),
        ("UntagResource", Untag),
        ("ListTagsForResource", ListTags),
    ];

    /// <summary>Finds the state machine and the revision that an ARN names: the current one, or that of a version.</summary>
    /// <exception cref="ApiException">StateMachineDoesNotExist, InvalidArn.</exception>
    public (LocalStateMachine Machine, Revision Revision, string? VersionArn) Resolve(string arn)
    {
        var parts = Arns.Parse(arn, "stateMachine");
        var machine = Find(string.Join(':', parts.Take(Arns.StateMachineParts)));
        if (parts.Length == Arns.StateMachineParts) return (machine, machine.Revision, null);
        var version = machine.Versions.FirstOrDefault(version => Arns.Version(machine.Arn, version.Number) == arn)
            ?? throw NotFound(arn);
        return (machine, version.Revision, arn);
    }

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
        var now = _time.GetUtcNow();
        var revision = Revision(
            InitialRevision, request.Required("definition"), type, request.Required("roleArn"), now);
        var created = new LocalStateMachine(
            _arnPrefix + name, type, revision, request.Object("loggingConfiguration") ?? s_noLogging,
            request.Object("tracingConfiguration") ?? s_noTracing, Tags(request.Objects("tags")).ToDictionary());
        var machine = _all.GetOrAdd(created.Arn, created);
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
        var machine = Find(request.Required("stateMachineArn"));
        var (definition, role) = (request.Text("definition"), request.Text("roleArn"));
        if (definition is null && role is null && request.Object("loggingConfiguration") is null
            && request.Object("tracingConfiguration") is null)
        {
            throw new ApiException(
                "MissingRequiredParameter",
                "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified");
        }
        var now = _time.GetUtcNow();
        var old = machine.Revision;
        machine.Update(
            Revision(Guid.NewGuid().ToString(), definition ?? old.Text, machine.Type, role ?? old.RoleArn, now));
        var response = new ObjectBuilder { ["updateDate"] = ApiShapes.Seconds(now), ["revisionId"] = machine.Revision.Id };
        PublishIfRequested(request, machine, response);
        return response;
    }

    // As on AWS, it is no error if there is none.
    private JsonData Delete(ApiRequest request)
    {
        var arn = request.Required("stateMachineArn");
        _ = Arns.Parse(arn, "stateMachine");
        _all.TryRemove(arn, out _);
        return ObjectData.Empty;
    }

    private JsonData Describe(ApiRequest request)
    {
        var (machine, revision, version) = Resolve(request.Required("stateMachineArn"));
        var json = Describe(machine, revision);
        json["stateMachineArn"] = version ?? machine.Arn;
        json["status"] = "ACTIVE";
        json["type"] = machine.Type;
        json["creationDate"] = ApiShapes.Seconds(machine.Created);
        return json;
    }

    private JsonData List(ApiRequest request) => Page.Create(
        request, "stateMachines", "stateMachines",
        _all.Values.OrderBy(machine => machine.Arn, StringComparer.Ordinal).Select(machine => new PageItem(
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

    private JsonData Publish(ApiRequest request)
    {
        var machine = Find(request.Required("stateMachineArn"));
        if (request.Text("revisionId") is { } revision && revision != machine.Revision.Id)
        {
            throw new ApiException(
                "ConflictException",
                $"Failed to publish the State Machine version for revision {revision}. The current State Machine revision is "
                + $"{machine.Revision.Id}.");
        }
        var version = machine.Publish(request.Text("description"), _time.GetUtcNow());
        return ObjectData.Of(
            ("creationDate", ApiShapes.Seconds(version.Date)),
            ("stateMachineVersionArn", Arns.Version(machine.Arn, version.Number)));
    }

    private void PublishIfRequested(ApiRequest request, LocalStateMachine machine, ObjectBuilder response)
    {
        if (request.Flag("publish") != true) return;
        var version = machine.Publish(request.Text("versionDescription"), _time.GetUtcNow());
        response["stateMachineVersionArn"] = Arns.Version(machine.Arn, version.Number);
    }

    private JsonData ListVersions(ApiRequest request)
    {
        var machine = Find(request.Required("stateMachineArn"));
        return Page.Create(
            request, "stateMachineVersions", machine.Arn,
            machine.Versions.Reverse().Select(version => new PageItem(
                PageItem.Descending(version.Number),
                ObjectData.Of(
                    ("stateMachineVersionArn", Arns.Version(machine.Arn, version.Number)),
                    ("creationDate", ApiShapes.Seconds(version.Date))))));
    }

    private JsonData DeleteVersion(ApiRequest request)
    {
        var arn = request.Required("stateMachineVersionArn");
        var parts = Arns.Parse(arn, "stateMachine");
        if (parts.Length == Arns.StateMachineParts)
            throw ApiException.Validation($"The ARN must be that of a version: '{arn}'");
        if (_all.TryGetValue(string.Join(':', parts.Take(Arns.StateMachineParts)), out var machine)
            && int.TryParse(parts[^1], out var number))
        {
            machine.DeleteVersion(number);
        }
        return ObjectData.Empty;
    }

    private JsonData Tag(ApiRequest request)
    {
        Tagged(request).Tag(Tags(request.Objects("tags")).Select(tag => (tag.Key, tag.Value)));
        return ObjectData.Empty;
    }

    private JsonData Untag(ApiRequest request)
    {
        Tagged(request).Untag(request.Texts("tagKeys"));
        return ObjectData.Empty;
    }

    private JsonData ListTags(ApiRequest request) => ObjectData.Of(("tags", ArrayData.Of(
        Tagged(request).Tags.Select(tag => ObjectData.Of(("key", tag.Key), ("value", tag.Value))))));

    private LocalStateMachine Tagged(ApiRequest request)
    {
        var arn = request.Required("resourceArn");
        return _all.GetValueOrDefault(arn) ?? throw new ApiException("ResourceNotFound", $"Resource not found: '{arn}'");
    }

    private static IEnumerable<KeyValuePair<string, string>> Tags(IEnumerable<ObjectData> tags) => tags.Select(tag =>
        KeyValuePair.Create((tag["key"] as StringData)?.Value ?? "", (tag["value"] as StringData)?.Value ?? ""));

    private LocalStateMachine Find(string arn)
    {
        _ = Arns.Parse(arn, "stateMachine");
        return _all.GetValueOrDefault(arn) ?? throw NotFound(arn);
    }

    private ApiException NotFound(string arn) => new(
        "StateMachineDoesNotExist",
        $"State Machine Does Not Exist: '{arn}'. The server has {string.Join(", ", _all.Keys.Order())}.");

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
