using System.Security.Cryptography;
using System.Text;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations on state machines.</summary>
internal sealed class StateMachineOperations(
    LocalStateMachines machines, StateMachineDeletion deletion, LocalExecutions executions, TimeProvider time)
{
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
        NewRevision(Revision.InitialId, definition, StateMachineType.Standard, roleArn, StateMachineSettings.Default), default,
        new ResourceTags(arn, [])));

    // The same when the operation is executed again to restore the state machine.
    private static string RevisionId(string arn, DateTimeOffset now) => new Guid(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{arn} {now.UtcTicks}")).AsSpan(0, 16)).ToString();

    private JsonData Create(ApiRequest request)
    {
        var name = request.Required("name");
        if (!Arns.IsName(name)) throw ApiException.InvalidName(name);
        var publishing = Publishing.Of(request);
        var type = request.Text("type") ?? StateMachineType.Standard;
        var revision = NewRevision(
            Revision.InitialId, request.Required("definition"), type, request.Required("roleArn"),
            StateMachineSettings.Default.With(request));
        var arn = machines.ArnOf(name);
        var created = new LocalStateMachine(
            arn, type, revision, publishing, new ResourceTags(arn, TagOperations.Read(request)));
        var machine = machines.GetOrAdd(created).Usable();
        if (!machine.IsCreatedBy(created))
            throw new ApiException("StateMachineAlreadyExists", $"State Machine Already Exists: '{machine.Arn}'");
        var response = new ObjectBuilder
        {
            ["stateMachineArn"] = machine.Arn,
            ["creationDate"] = ApiShapes.Seconds(machine.Created),
        };
        Publish(machine, publishing, response);
        return response;
    }

    private JsonData Update(ApiRequest request)
    {
        var machine = machines.Find(request.Required("stateMachineArn")).Usable();
        var publishing = Publishing.Of(request);
        string[] changes = ["definition", "roleArn", "loggingConfiguration", "tracingConfiguration", "encryptionConfiguration"];
        if (!publishing.IsRequested && !changes.Any(request.Has))
        {
            throw new ApiException(
                "MissingRequiredParameter",
                "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified");
        }
        var revision = machine.Update(old => NewRevision(
            RevisionId(machine.Arn, time.GetUtcNow()), request.Text("definition") ?? old.Text, machine.Type,
            request.Text("roleArn") ?? old.RoleArn, old.Settings.With(request)));
        var response = new ObjectBuilder { ["updateDate"] = ApiShapes.Seconds(time.GetUtcNow()) };
        if (revision.PublicId is { } id) response["revisionId"] = id;
        Publish(machine, publishing, response);
        return response;
    }

    // As on AWS, it is no error if there is none.
    private JsonData Delete(ApiRequest request)
    {
        var arn = request.Required("stateMachineArn");
        _ = Arns.ParseStateMachine(arn);
        deletion.Delete(arn);
        return ObjectData.Empty;
    }

    private JsonData Describe(ApiRequest request)
    {
        var arn = request.Required("stateMachineArn");
        if (Arns.ParseLabel(arn) is var (machineArn, label)) return DescribeMap(arn, machines.Find(machineArn), label, request);
        var (machine, version, alias) = machines.FindQualified(arn);
        if (alias is not null) throw ApiException.StateMachineDoesNotExist(arn);
        var json = ApiShapes.StateMachine(machine.Arn, version?.Revision ?? machine.Revision, null, request);
        json["stateMachineArn"] = arn;
        json["status"] = machine.Status;
        json["type"] = machine.Type;
        json["creationDate"] = ApiShapes.Seconds(version?.Date ?? machine.Created);
        if (version?.Description is { } description) json["description"] = description;
        return json;
    }

    // The API reference names a ValidationException for such an ARN, but also what the response has: label, and the definition
    // of the Map state. A Map state without a Label has another label in each Map Run.
    private JsonData DescribeMap(string arn, LocalStateMachine machine, string label, ApiRequest request)
    {
        var revision = machine.Revision;
        var map = MapStateDefinition.OfLabel(revision.Text, label);
        if (map is null && executions.Known.FindMapRunOf(arn) is { } run)
        {
            revision = executions.Known.Find(run.ExecutionArn)!.Start.Revision;
            map = MapStateDefinition.OfState(revision.Text, run.StateName, label);
        }
        if (map is null) throw ApiException.StateMachineDoesNotExist(arn);
        var json = ApiShapes.StateMachine(arn, revision, map, request);
        json["stateMachineArn"] = arn;
        json["status"] = machine.Status;
        json["type"] = map.Type;
        json["creationDate"] = ApiShapes.Seconds(machine.Created);
        return json;
    }

    private JsonData List(ApiRequest request) => Page.Create(
        request, "stateMachines", "stateMachines",
        machines.All.OrderBy(machine => machine.Arn, StringComparer.Ordinal).Select(machine => new PageItem(
            machine.Arn,
            () => ObjectData.Of(
                ("stateMachineArn", machine.Arn),
                ("name", machine.Name),
                ("type", machine.Type),
                ("creationDate", ApiShapes.Seconds(machine.Created))))));

    private static JsonData Validate(ApiRequest request)
    {
        var definition = request.Required("definition");
        var diagnostics = StateMachineDefinition.Validate(definition, request.Text("type") == StateMachineType.Express);
        return DefinitionDiagnostics.Response(
            diagnostics, request.Text("severity") == "WARNING", (int)(request.Integer("maxResults") ?? 0));
    }

    private void Publish(LocalStateMachine machine, Publishing publishing, ObjectBuilder response)
    {
        if (!publishing.IsRequested) return;
        var version = machine.Versions.Publish(machine.Revision, publishing.Description, time.GetUtcNow());
        response["stateMachineVersionArn"] = Arns.Version(machine.Arn, version.Number);
    }

    private Revision NewRevision(string id, string text, string type, string roleArn, StateMachineSettings settings)
    {
        try
        {
            var definition = StateMachineDefinition.Parse(text, type == StateMachineType.Express);
            return new Revision(id, text, definition, roleArn, settings, time.GetUtcNow());
        }
        catch (InvalidDefinitionException invalid)
        {
            throw DefinitionDiagnostics.Error(invalid);
        }
    }
}
