#!/usr/bin/env python3
"""Writes api-models.json: the responses of AWS operations that mocked results of tasks are validated against.

The source is the API models that botocore has (Apache License 2.0); names are those of Step Functions, which are the names of the
AWS SDK for Java 2.x. Usage: api-models.py > api-models.json
"""
import gzip
import json
import os
import re

import botocore

# By the service's name in arn:aws:states:::aws-sdk:NAME:ACTION: its name in botocore, and the operations that workflows call.
SERVICES = {
    "athena": ("athena", "StartQueryExecution StopQueryExecution GetQueryExecution GetQueryResults"),
    "batch": ("batch", "SubmitJob DescribeJobs"),
    "codebuild": ("codebuild", "StartBuild StopBuild BatchGetBuilds"),
    "dynamodb": ("dynamodb", "GetItem PutItem UpdateItem DeleteItem Query Scan BatchGetItem BatchWriteItem ExecuteStatement "
                             "TransactGetItems TransactWriteItems"),
    "ecs": ("ecs", "RunTask StopTask DescribeTasks"),
    "eventbridge": ("events", "PutEvents"),
    "glue": ("glue", "StartJobRun GetJobRun"),
    "kms": ("kms", "Encrypt Decrypt GenerateDataKey GenerateRandom Sign Verify DescribeKey"),
    "lambda": ("lambda", "Invoke GetFunction GetFunctionConfiguration GetAlias PublishVersion ListFunctions "
                         "UpdateFunctionCode UpdateFunctionConfiguration"),
    "rekognition": ("rekognition", "DetectFaces DetectLabels DetectModerationLabels DetectText StartLabelDetection "
                                   "GetLabelDetection StartSegmentDetection GetSegmentDetection"),
    "s3": ("s3", "GetObject PutObject CopyObject DeleteObject DeleteObjects HeadObject ListObjectsV2 ListBuckets "
                 "GetObjectTagging PutObjectTagging GetObjectAttributes RestoreObject"),
    "secretsmanager": ("secretsmanager", "GetSecretValue PutSecretValue DescribeSecret"),
    "sfn": ("stepfunctions", "StartExecution StartSyncExecution StopExecution DescribeExecution RedriveExecution ListExecutions "
                             "DescribeMapRun DescribeStateMachine SendTaskSuccess SendTaskFailure SendTaskHeartbeat"),
    "sns": ("sns", "Publish PublishBatch Subscribe"),
    "sqs": ("sqs", "SendMessage SendMessageBatch ReceiveMessage DeleteMessage GetQueueAttributes GetQueueUrl"),
    "ssm": ("ssm", "GetParameter GetParameters GetParametersByPath PutParameter"),
    "transcribe": ("transcribe", "StartTranscriptionJob GetTranscriptionJob"),
}

CONSTRAINTS = ("enum", "min", "max")

# Where Step Functions has another constraint than botocore, as recorded on AWS.
RECORDED = {("lambda", "MemorySize"): {"max": 10240}}


def load(service):
    """The newest model of a service."""
    folder = os.path.join(os.path.dirname(botocore.__file__), "data", service)
    with gzip.open(os.path.join(folder, max(os.listdir(folder)), "service-2.json.gz")) as file:
        return json.load(file)


def java_name(name):
    """The name of a member in the AWS SDK for Java 2.x: of MD5OfMessageBody it is Md5OfMessageBody."""
    name = re.sub("[^A-Za-z0-9]+", " ", name)
    name = re.sub(r"(?<=[a-z])(?=[A-Z][a-zA-Z0-9])", " ", name)
    name = re.sub("([A-Z]+)([A-Z][a-z])", r"\1 \2", name)
    name = re.sub("([0-9])([a-zA-Z])", r"\1 \2", name)
    return "".join(word[0].upper() + word[1:].lower() for word in name.split())


def compact(service, model, operations):
    """The response shapes of operations. A type in lower case stands for a simple shape without constraints."""
    shapes = {}

    def visit(name):
        shape = model["shapes"][name]
        kind = shape["type"]
        if kind not in ("structure", "list", "map"):
            shape = {**shape, **RECORDED.get((service, name), {})}
            constraints = {key: shape[key] for key in CONSTRAINTS if key in shape}
            if not constraints:
                return kind
            shapes["=" + name] = {"type": kind, **constraints}
            return "=" + name
        name = "=" + name
        if name in shapes:
            return name
        shapes[name] = described = {}
        if kind == "structure":
            described["fields"] = {java_name(key): visit(member["shape"]) for key, member in shape["members"].items()}
            if shape.get("required"):
                described["required"] = [java_name(key) for key in shape["required"]]
        else:
            described[kind] = visit(shape["member" if kind == "list" else "value"]["shape"])
        return name

    outputs = {}
    for name in operations:
        operation = model["operations"][name]
        outputs[name] = visit(operation["output"]["shape"]) if "output" in operation else None
    return outputs, shapes


def main():
    services = []
    for name, (source, operations) in SERVICES.items():
        outputs, shapes = compact(name, load(source), operations.split())
        # One line per shape, so that a difference can be read.
        lines = [f'"{shape}":{json.dumps(shapes[shape], separators=(",", ":"))}' for shape in sorted(shapes)]
        services.append(
            f'"{name}":{{"operations":{json.dumps(outputs, separators=(",", ":"))},"shapes":{{\n' + ",\n".join(lines) + "}}")
    print("{" + ",\n".join(services) + "}")


if __name__ == "__main__":
    main()
