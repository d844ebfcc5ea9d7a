#include "codecs.h"
#include <opencv2/imgcodecs.hpp>

extern "C" __attribute__((visibility("default"))) bool codecs_encode(
    const char* extension, const cv::_InputArray& image, std::vector<uchar>& bytes, const std::vector<int>& parameters)
{
    return cv::imencode(extension, image, bytes, parameters);
}

extern "C" __attribute__((visibility("default"))) cv::Mat* codecs_decode(const uchar* bytes, int length, int flags)
{
    // A header over the caller's bytes, which imdecode only reads.
    const cv::Mat encoded(1, length, CV_8UC1, const_cast<uchar*>(bytes));
    return new cv::Mat(cv::imdecode(encoded, flags));
}
