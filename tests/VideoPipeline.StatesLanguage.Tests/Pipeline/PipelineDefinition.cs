namespace VideoPipeline.StatesLanguage.Tests.Pipeline;

/// <summary>
/// A state machine with the structure of the product's: Index, Plan, Decode, Reduce; what fails, fails in its state.
/// </summary>
internal static class PipelineDefinition
{
    private const string Retry =
        """
        [{"ErrorEquals": ["Lambda.ClientExecutionTimeoutException", "Lambda.ServiceException", "Lambda.AWSLambdaException",
                          "Lambda.SdkClientException", "Lambda.TooManyRequestsException"],
          "IntervalSeconds": 2, "MaxAttempts": 6, "BackoffRate": 2, "JitterStrategy": "FULL"}]
        """;

    public static string Text { get; } =
        $$$"""
        {
          "StartAt": "Index",
          "TimeoutSeconds": 604800,
          "States": {
            "Index": {
              "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
              "Parameters": {"FunctionName": "Index", "Payload": {"run.$": "$$.Execution.Name", "input.$": "$$.Execution.Input"}},
              "ResultSelector": {"bucket.$": "$.Payload.bucket", "key.$": "$.Payload.key"}, "ResultPath": "$.index",
              "TimeoutSeconds": 900, "Retry": {{{Retry}}}, "Next": "Plan"
            },
            "Plan": {
              "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
              "Parameters": {"FunctionName": "Plan", "Payload": {"run.$": "$$.Execution.Name", "index.$": "$.index"}},
              "ResultSelector": {"bucket.$": "$.Payload.bucket", "key.$": "$.Payload.key", "workers.$": "$.Payload.workers"},
              "ResultPath": "$.plan", "TimeoutSeconds": 900, "Retry": {{{Retry}}}, "Next": "Decode"
            },
            "Decode": {
              "Type": "Map", "Label": "Decode", "MaxConcurrencyPath": "$.plan.workers",
              "ItemReader": {
                "Resource": "arn:aws:states:::s3:getObject",
                "ReaderConfig": {"InputType": "JSON", "ItemsPointer": "/ranges"},
                "Parameters": {"Bucket.$": "$.plan.bucket", "Key.$": "$.plan.key"}
              },
              "ItemSelector": {"run.$": "$$.Execution.Name", "range.$": "$$.Map.Item.Value"},
              "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                "StartAt": "DecodeRange",
                "States": {
                  "DecodeRange": {
                    "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                    "Parameters": {"FunctionName": "Decode", "Payload.$": "$"},
                    "ResultSelector": {"frames.$": "$.Payload.frames"},
                    "TimeoutSeconds": 900, "Retry": {{{Retry}}}, "End": true
                  }
                }
              },
              "ResultPath": null, "Next": "Reduce"
            },
            "Reduce": {
              "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
              "Parameters": {"FunctionName": "Reduce", "Payload": {"run.$": "$$.Execution.Name", "plan.$": "$.plan"}},
              "ResultSelector": {"summary.$": "$.Payload.summary"},
              "TimeoutSeconds": 900, "Retry": {{{Retry}}}, "End": true
            }
          }
        }
        """;
}
