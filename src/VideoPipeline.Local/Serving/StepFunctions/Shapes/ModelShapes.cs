using System.Text.RegularExpressions;

namespace VideoPipeline.Local.Serving.StepFunctions.Shapes;

/// <summary>The shapes that operations of the API share (service model of AWS Step Functions, version 2016-11-23).</summary>
internal static partial class ModelShapes
{
    public const int MaxDataBytes = 256 * 1024;

    public static readonly StringShape
        Arn = Text(1, 256),
        LongArn = Text(1, 2000),
        Name = Text(1, 80),
        RevisionId = new(),
        PageToken = Text(1, 1024),
        ListExecutionsPageToken = Text(1, 3096),
        TaskToken = Text(1, 2048),
        Description = Sensitive(0, 256),
        Error = Sensitive(0, 256),
        Cause = Sensitive(0, 32_768),
        StateName = Sensitive(1, 80),
        Definition = Sensitive(1, 1024 * 1024),
        Data = new() { MaxBytes = MaxDataBytes, IsSensitive = true },
        AliasName = new()
        {
            MinLength = 1, MaxLength = 80, Pattern = (AliasNamePattern(), @"^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$"),
        },
        ClientToken = new() { MinLength = 1, MaxLength = 64, Pattern = (PrintablePattern(), "[!-~]+") },
        TraceHeader = new() { MaxLength = 256, Pattern = (AsciiPattern(), @"\p{ASCII}*") },
        MachineType = OneOf("STANDARD", "EXPRESS"),
        IncludedData = OneOf("ALL_DATA", "METADATA_ONLY"),
        // AWS lists the statuses in this order.
        ExecutionStatus = OneOf("SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING"),
        RedriveFilter = OneOf("REDRIVEN", "NOT_REDRIVEN"),
        Severity = OneOf("ERROR", "WARNING");

    public static readonly BooleanShape Flag = new();

    public static readonly NumberShape
        PageSize = new(NumberShape.Integer, 0, 1000),
        Count = new(NumberShape.Integer, 0, int.MaxValue),
        LongCount = new(NumberShape.Long, 0, long.MaxValue),
        Percentage = new(NumberShape.Float, 0, 100);

    public static readonly ListShape
        TagKeys = new(Text(1, 128)),
        Tags = new(new StructureShape("Tag", Optional("key", Text(1, 128)), Optional("value", Text(0, 256)))),
        Routing = new(new StructureShape(
            "RoutingConfigurationListItem",
            Required("stateMachineVersionArn", Arn), Required("weight", new NumberShape(NumberShape.Integer, 0, 100))))
        {
            MinLength = 1, MaxLength = 2,
        };

    public static readonly StructureShape
        Logging = new(
            "LoggingConfiguration",
            Optional("level", OneOf("ALL", "ERROR", "FATAL", "OFF")),
            Optional("includeExecutionData", Flag),
            Optional("destinations", new ListShape(new StructureShape(
                "LogDestination",
                Optional(
                    "cloudWatchLogsLogGroup", new StructureShape("CloudWatchLogsLogGroup", Optional("logGroupArn", Arn))))))),
        Tracing = new("TracingConfiguration", Optional("enabled", Flag)),
        Encryption = new(
            "EncryptionConfiguration",
            Required("type", OneOf("AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY")),
            Optional("kmsKeyId", Text(1, 2048)),
            Optional("kmsDataKeyReusePeriodSeconds", new NumberShape(NumberShape.Integer, 60, 900))),
        Mock = new(
            "MockInput",
            Optional("result", Data),
            Optional("errorOutput", new StructureShape("MockErrorOutput", Optional("error", Error), Optional("cause", Cause))),
            Optional("fieldValidationMode", OneOf("STRICT", "PRESENT", "NONE"))),
        StateConfiguration = new(
            "TestStateConfiguration",
            Optional("retrierRetryCount", Count),
            Optional("errorCausedByState", StateName),
            Optional("mapIterationFailureCount", Count),
            Optional("mapItemReaderData", Data));

    public static StringShape OneOf(params IReadOnlyList<string> values) => new() { Values = values };

    public static Member Required(string name, Shape shape) => new(name, shape, IsRequired: true);

    public static Member Optional(string name, Shape shape) => new(name, shape, IsRequired: false);

    private static StringShape Text(int min, int max) => new() { MinLength = min, MaxLength = max };

    private static StringShape Sensitive(int min, int max) => new() { MinLength = min, MaxLength = max, IsSensitive = true };

    [GeneratedRegex(@"^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+\z")]
    private static partial Regex AliasNamePattern();

    [GeneratedRegex(@"^[!-~]+\z")]
    private static partial Regex PrintablePattern();

    [GeneratedRegex(@"^[\x00-\x7F]*\z")]
    private static partial Regex AsciiPattern();
}
