// Networks: read from files, given a picture, run forward.
#include "interop.h"
#include <opencv2/dnn.hpp>

using interop::guarded;

namespace {

/// An absent string comes as a null pointer.
cv::String orEmpty(const char* text) { return text ? cv::String(text) : cv::String(); }

} // namespace

EXPORT Status dnn_readNetFromCaffe(const char* prototxt, const char* caffeModel, cv::dnn::Net** result)
{
    return guarded(__func__, [&] { *result = new cv::dnn::Net(cv::dnn::readNetFromCaffe(prototxt, orEmpty(caffeModel))); });
}

EXPORT Status dnn_readNetFromDarknet(const char* cfgFile, const char* darknetModel, cv::dnn::Net** result)
{
    return guarded(__func__, [&] { *result = new cv::dnn::Net(cv::dnn::readNetFromDarknet(cfgFile, orEmpty(darknetModel))); });
}

EXPORT Status dnn_readNetFromONNX(const char* onnxFile, cv::dnn::Net** result)
{
    return guarded(__func__, [&] { *result = new cv::dnn::Net(cv::dnn::readNetFromONNX(onnxFile)); });
}

EXPORT Status dnn_readNetFromTensorflow(const char* model, const char* config, cv::dnn::Net** result)
{
    return guarded(__func__, [&] { *result = new cv::dnn::Net(cv::dnn::readNetFromTensorflow(model, orEmpty(config))); });
}

EXPORT Status dnn_readNet(const char* model, const char* config, const char* framework, cv::dnn::Net** result)
{
    return guarded(__func__, [&] {
        *result = new cv::dnn::Net(cv::dnn::readNet(model, orEmpty(config), orEmpty(framework)));
    });
}

EXPORT Status dnn_blobFromImage(
    cv::Mat* image, double scale, interop::Size size, interop::Scalar mean, int swapRB, int crop, cv::Mat** result)
{
    return guarded(__func__, [&] {
        *result = new cv::Mat(cv::dnn::blobFromImage(
            *image, scale, interop::toCv(size), interop::toCv(mean), swapRB != 0, crop != 0));
    });
}

EXPORT Status dnn_Net_delete(cv::dnn::Net* net)
{
    return guarded(__func__, [&] { delete net; });
}

EXPORT Status dnn_Net_empty(cv::dnn::Net* net, int* result)
{
    return guarded(__func__, [&] { *result = net->empty(); });
}

EXPORT Status dnn_Net_setInput(cv::dnn::Net* net, const cv::Mat* blob, const char* name)
{
    return guarded(__func__, [&] { net->setInput(*blob, orEmpty(name)); });
}

EXPORT Status dnn_Net_forward1(cv::dnn::Net* net, const char* outputName, cv::Mat** result)
{
    return guarded(__func__, [&] { *result = new cv::Mat(net->forward(orEmpty(outputName))); });
}
