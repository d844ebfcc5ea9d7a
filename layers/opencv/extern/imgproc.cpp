#include "interop.h"
#include <opencv2/imgproc.hpp>
#include <vector>

using interop::guarded;

EXPORT Status imgproc_cvtColor(cv::_InputArray* src, cv::_OutputArray* dst, int code, int channels)
{
    return guarded(__func__, [&] { cv::cvtColor(*src, *dst, code, channels); });
}

EXPORT Status imgproc_resize(
    cv::_InputArray* src, cv::_OutputArray* dst, interop::Size size, double fx, double fy, int interpolation)
{
    return guarded(__func__, [&] { cv::resize(*src, *dst, interop::toCv(size), fx, fy, interpolation); });
}

EXPORT Status imgproc_Laplacian(
    cv::_InputArray* src, cv::_OutputArray* dst, int depth, int ksize, double scale, double delta, int border)
{
    return guarded(__func__, [&] { cv::Laplacian(*src, *dst, depth, ksize, scale, delta, border); });
}

EXPORT Status imgproc_calcHist(
    cv::Mat** images, int count, const int* channels, cv::_InputArray* mask, cv::_OutputArray* hist, int dims,
    const int* sizes, const float** ranges, int uniform, int accumulate)
{
    return guarded(__func__, [&] {
        std::vector<cv::Mat> headers;
        for (int i = 0; i < count; i++) headers.push_back(*images[i]);
        cv::calcHist(
            headers.data(), count, channels, interop::orNone(mask), *hist, dims, sizes, ranges, uniform != 0,
            accumulate != 0);
    });
}

EXPORT Status imgproc_putText(
    cv::_InputOutputArray* image, const char* text, interop::Point origin, int font, double scale, interop::Scalar color,
    int thickness, int lineType, int bottomLeftOrigin)
{
    return guarded(__func__, [&] {
        cv::putText(
            *image, text, interop::toCv(origin), font, scale, interop::toCv(color), thickness, lineType,
            bottomLeftOrigin != 0);
    });
}
